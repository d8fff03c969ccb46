import { randomInt } from "node:crypto"
import { describe, expect, test } from "vitest"
import { findSession } from "#lib/access/lookups.ts"
import type { Actor } from "#lib/access/actor.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { acceptInvitation } from "#lib/auth/invitation.ts"
import { lockAccount } from "#lib/auth/front-door-jobs.ts"
import { hashToken } from "#lib/auth/keys.ts"
import { changeOwnPassword } from "#lib/auth/own-password.ts"
import { hashPassword } from "#lib/auth/password.ts"
import { resetPassword } from "#lib/auth/password-reset.ts"
import { passwordToChange, setPassword } from "#lib/auth/password-change.ts"
import { actorOf, startSession } from "#lib/auth/session-store.ts"
import { beginSession, checkPassword } from "#lib/auth/sign-in.ts"
import { codeState, resendCode } from "#lib/auth/verification.ts"
import { newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { openedMails } from "#lib/testing/opened-mails.ts"
import { setPolicy } from "#lib/testing/policy.ts"
import { createUser, inviteUser } from "#lib/users/creation.ts"
import { editUser } from "#lib/users/edit.ts"
import { createUserInput, editUserInput } from "#lib/users/input.ts"
import { copyInvitationLink } from "#lib/users/invitation.ts"
import { resetPasswordOf } from "#lib/users/password-reset.ts"
import { replaceUser } from "#lib/users/replacement.ts"

const short = "eleven plum"
const password = "copper lantern at noon"
const [shortHash, passwordHash] = await Promise.all([hashPassword(short), hashPassword(password)])

const origin = () => ({ ip: `2001:${randomInt(0xffff).toString(16)}:${randomInt(0xffff).toString(16)}::2` })

const arrange = async (person: Parameters<typeof newPerson>[1] = {}) => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const email = `tom@${workspace.slug}.example`
  const id = await newPerson(workspace, { email, passwordHash, ...person })
  const signIn = (typed: string) => checkPassword({ slug: workspace.slug, email, password: typed }, origin())
  return { workspace, admin, email, id, signIn }
}

const twice = (newPassword: string) => ({ newPassword, confirmPassword: newPassword })
const inMinutes = (at: Date) => Math.round((at.getTime() - Date.now()) / 60_000)
const inDays = (at: Date) => Math.round(inMinutes(at) / 1440)

describe("the length of passwords", () => {
  test("is asked of the next new password, in each workspace its own", async () => {
    const [strict, other] = [await arrange(), await arrange()]
    await setPolicy(strict.admin, { passwordLeast: "24" })
    const change = (arranged: typeof strict, actor: Actor) =>
      changeOwnPassword(actor, { currentPassword: password, ...twice("violet harbour kite") })
    const theirs = await signedIn(strict.workspace, strict.id)
    await expect(change(strict, theirs)).rejects.toMatchObject({
      code: "password-too-short",
      field: "newPassword",
      message: expect.stringContaining("at least 24 characters"),
    })
    await change(other, await signedIn(other.workspace, other.id))
    const invited = await newPerson(strict.workspace, { joinedAt: null })
    const token = (await copyInvitationLink(strict.admin, { userId: invited })).link.split("/").at(-1)!
    const accept = { token, firstName: "Pia", lastName: "Kern", ...twice("violet harbour kite") }
    await expect(acceptInvitation(accept, {})).rejects.toMatchObject({ code: "password-too-short" })
    await resetPasswordOf(strict.admin, { userId: strict.id, way: "link" })
    const links = (await openedMails(strict.id)).flatMap(({ props }) => ("link" in props ? [props.link] : []))
    const reset = links[0]!.split("/").at(-1)!
    await expect(resetPassword({ token: reset, ...twice("violet harbour kite") }, {})).rejects.toMatchObject({
      code: "password-too-short",
    })
  })

  test("a shorter one still signs in, and is changed first; whoever is in stays in", async () => {
    const { workspace, admin, id, signIn } = await arrange({ passwordHash: shortHash })
    await setPolicy(admin, { passwordLeast: "8" })
    expect((await signIn(short)).stage).toBe("full")
    const inside = await signedIn(workspace, id)
    await setPolicy(admin, { passwordLeast: "15" })
    const [still] = await owner`select ended_at from sessions where id = ${inside.sessionId}`
    expect(still!.ended_at).toBeNull()
    const step = await signIn(short)
    expect(step.stage).toBe("password_change")
    const token = await beginSession(step, {})
    const actor = actorOf((await findSession(hashToken(token)))!, {})
    expect(await passwordToChange(actor)).toMatchObject({ temporary: false, policy: { passwordLeast: 15 } })
    await expect(setPassword(actor, twice("short plum"))).rejects.toMatchObject({
      code: "password-too-short",
    })
    const moved = await findSession(hashToken(await setPassword(actor, twice(password))))
    expect(moved).toMatchObject({ stage: "full" })
    expect((await openedMails(id)).map(({ template }) => template)).toEqual(["password-changed"])
    expect((await signIn(password)).stage).toBe("full")
  })
})

describe("failed sign-ins", () => {
  test("are counted against the new number with the next try, and lock for the new time", async () => {
    const { workspace, admin, email, signIn } = await arrange()
    const untouched = await arrange()
    await expect(signIn("wrong")).rejects.toMatchObject({ code: "sign-in-failed" })
    await setPolicy(admin, { lockTries: "3", lockMinutes: "60" })
    await expect(signIn("wrong")).rejects.toMatchObject({ code: "sign-in-failed" })
    await expect(signIn("wrong")).rejects.toMatchObject({ code: "sign-in-failed" })
    await expect(signIn(password)).rejects.toMatchObject({ code: "sign-in-failed" })
    const jobs = await owner`
      select 1 from graphile_worker._private_jobs where payload ->> 'workspaceId' = ${workspace.id}`
    expect(jobs).toHaveLength(1)
    // More tries open again what fewer had closed.
    await setPolicy(admin, { lockTries: "20" })
    expect((await signIn(password)).stage).toBe("full")
    await lockAccount({ workspaceId: workspace.id, emailNorm: email, at: Date.now() })
    const until = async () =>
      (
        await owner`select locked_until from users where workspace_id = ${workspace.id} and email_norm = ${email}`
      )[0]!.locked_until as Date
    expect(inMinutes(await until())).toBe(60)
    // A lock that was given keeps its own end.
    await setPolicy(admin, { lockMinutes: "15" })
    expect(inMinutes(await until())).toBe(60)
    for (let n = 0; n < 4; n += 1) await untouched.signIn("wrong").catch(() => null)
    expect((await untouched.signIn(password)).stage).toBe("full")
  })

  test("a shorter window ends a count that runs no later than one that begins now", async () => {
    const { admin, signIn } = await arrange()
    await setPolicy(admin, { lockWindowMinutes: "1000", lockMinutes: "1000" })
    const counted = async () => {
      await signIn("wrong").catch(() => null)
      const [latest] = await owner<{ left: number }[]>`
        select (expire - extract(epoch from now()) * 1000) / 60000 as left from throttles
         where key like 'address:%' order by expire desc limit 1`
      return Math.round(latest!.left)
    }
    expect(await counted()).toBe(1000)
    await setPolicy(admin, { lockWindowMinutes: "5", lockMinutes: "15" })
    expect(await counted()).toBeLessThanOrEqual(15)
  })
})

describe("sessions", () => {
  const sessionOf = async (actor: Actor) => {
    const [row] = await owner<{ idle_minutes: number; expires_at: Date }[]>`
      select idle_minutes, expires_at from sessions where id = ${actor.sessionId}`
    return row!
  }
  const begin = (workspaceId: string, userId: string) =>
    asSystem("sign-in", workspaceId, (tx) =>
      startSession(tx, { workspaceId, userId, stage: "full", origin: {} }),
    )

  test("those of people who are in are shortened by the change that tightens, and by none that loosens", async () => {
    const { workspace, admin, id } = await arrange()
    const other = await arrange()
    const [theirs, elsewhere] = [await signedIn(workspace, id), await signedIn(other.workspace, other.id)]
    const brief = await signedIn(workspace, id)
    await owner`update sessions set idle_minutes = 10 where id = ${brief.sessionId}`
    await setPolicy(admin, { sessionIdleMinutes: "30", sessionDays: "2" })
    expect(await sessionOf(brief)).toMatchObject({ idle_minutes: 10 })
    expect(await sessionOf(theirs)).toMatchObject({ idle_minutes: 30 })
    expect(inDays((await sessionOf(theirs)).expires_at)).toBe(2)
    expect(await sessionOf(elsewhere)).toMatchObject({ idle_minutes: 1440 })
    expect(inDays((await sessionOf(elsewhere)).expires_at)).toBe(30)
    await setPolicy(admin, { sessionIdleMinutes: "", sessionDays: "" })
    expect(await sessionOf(theirs)).toMatchObject({ idle_minutes: 30 })
    expect(inDays((await sessionOf(theirs)).expires_at)).toBe(2)
  })

  test("who has been idle for longer, or signed in longer ago, is out at the next click", async () => {
    const { workspace, admin, id } = await arrange()
    const [idle, old, fresh] = await Promise.all([1, 2, 3].map(() => begin(workspace.id, id)))
    const at = (token: string) => hashToken(token)
    await owner`update sessions set last_seen_at = now() - interval '1 hour' where token_hash = ${at(idle!)}`
    await owner`update sessions set created_at = now() - interval '3 days' where token_hash = ${at(old!)}`
    for (const token of [idle!, old!, fresh!])
      expect(await findSession(at(token), { seen: false })).not.toBeNull()
    await setPolicy(admin, { sessionIdleMinutes: "30", sessionDays: "2" })
    expect(await findSession(at(idle!))).toBeNull()
    expect(await findSession(at(old!))).toBeNull()
    expect(await findSession(at(fresh!))).not.toBeNull()
    const next = actorOf((await findSession(at(await begin(workspace.id, id))))!, {})
    expect(await sessionOf(next)).toMatchObject({ idle_minutes: 30 })
    expect(inDays((await sessionOf(next)).expires_at)).toBe(2)
  })
})

describe("links, temporary passwords and codes", () => {
  test("are given for the new time; those that are out keep their own end", async () => {
    const { workspace, admin, id } = await arrange()
    const ends = async () =>
      owner<{ days: number }[]>`
        select round(extract(epoch from expires_at - now()) / 86400)::int as days from invitations
         where workspace_id = ${workspace.id} order by created_at`
    await inviteUser(admin, { email: "one@acme.example", role: "" })
    await setPolicy(admin, { invitationDays: "2", temporaryPasswordDays: "3", codeMinutes: "5" })
    await inviteUser(admin, { email: "two@acme.example", role: "" })
    expect((await ends()).map(({ days }) => days)).toEqual([7, 2])
    await resetPasswordOf(admin, { userId: id, way: "shown" })
    const made = await createUser(
      admin,
      createUserInput.parse({
        firstName: "Pia",
        lastName: "Kern",
        email: "pia@acme.example",
        wayIn: "temporary-password-shown",
      }),
    )
    const temporary = await owner<{ until: Date }[]>`
      select temporary_until as until from credentials where user_id in (${id}, ${made.id})`
    expect(temporary.map(({ until }) => inDays(until))).toEqual([3, 3])
    const waiting = await signedIn(workspace, made.id, "verify_email")
    await resendCode(waiting)
    expect(await codeState(waiting)).toMatchObject({ minutes: 5 })
    await setPolicy(admin, { codeMinutes: "2" })
    expect(await codeState(waiting)).toMatchObject({ minutes: 5 })
  })
})

describe("domains", () => {
  test("of whoever is added, invited, replaced or given another address; in this workspace only", async () => {
    const { workspace, admin, id } = await arrange()
    const other = (await arrange()).admin
    await setPolicy(admin, { allowedDomains: "acme.example" })
    const foreign = {
      code: "domain-not-allowed",
      field: "email",
      message: expect.stringContaining("@acme.example"),
    }
    const invite = (email: string, actor = admin) => inviteUser(actor, { email, role: "" })
    await expect(invite("pia@elsewhere.example")).rejects.toMatchObject(foreign)
    await expect(invite("pia@sub.acme.example")).rejects.toMatchObject(foreign)
    await expect(invite("pia@evilacme.example")).rejects.toMatchObject(foreign)
    await invite("Pia@ACME.example")
    await invite("pia@elsewhere.example", other)
    const edit = (email: string) =>
      editUser(
        admin,
        editUserInput.parse({ userId: id, firstName: "Tom", lastName: "Becker", email, seen: "999999999" }),
      )
    await expect(edit("tom@elsewhere.example")).rejects.toMatchObject(foreign)
    // Who is here already stays, and is edited like anybody.
    expect(await edit(`tom@${workspace.slug}.example`)).toEqual({ email: "unchanged" })
    expect(await edit("tom@acme.example")).toEqual({ email: "sent" })
    await expect(replaceUser(admin, { userId: id, type: "agent", reason: "" })).rejects.toMatchObject({
      code: "domain-not-allowed",
    })
    await setPolicy(admin, { allowedDomains: "" })
    await replaceUser(admin, { userId: id, type: "agent", reason: "" })
  })
})
