import { describe, expect, test } from "vitest"
import { findSession } from "#lib/access/lookups.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { openedMails } from "#lib/testing/opened-mails.ts"
import { resetPasswordOf } from "#lib/users/password-reset.ts"
import { requestPasswordReset, requestWorkspaces } from "./front-door.ts"
import { mailResetLink, mailWorkspaces } from "./front-door-jobs.ts"
import { hashToken } from "./keys.ts"
import { hashPassword } from "./password.ts"
import { readPasswordReset, resetPassword } from "./password-reset.ts"
import { startSession } from "./session-store.ts"
import { checkPassword } from "./sign-in.ts"

const old = "copper lantern at noon"
const passwordHash = await hashPassword(old)
const fresh = "a quiet harbour at dawn"

const arrange = async (person: Parameters<typeof newPerson>[1] = {}) => {
  const workspace = await newWorkspace()
  const email = `tom@${workspace.slug}.example`
  const id = await newPerson(workspace, { email, firstName: "Tom", passwordHash, ...person })
  return { workspace, email, id, job: { workspaceId: workspace.id, emailNorm: email, at: Date.now() } }
}

const tokens = async (id: string) =>
  (await openedMails(id)).flatMap(({ template, props }) =>
    template === "password-reset" ? [props.link.split("/").at(-1)!] : [],
  )
const reset = (token: string) => resetPassword({ token, newPassword: fresh, confirmPassword: fresh }, {})

const jobs = (workspaceId: string) => owner<{ task: string; payload: object }[]>`
  select t.identifier as task, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  where j.payload ->> 'workspaceId' = ${workspaceId}`

describe("asking for a new password", () => {
  test("queues the same for a known and an unknown address; only the worker looks", async () => {
    const { workspace, email } = await arrange()
    await requestPasswordReset({ slug: workspace.slug, email }, {})
    await requestPasswordReset({ slug: workspace.slug, email: "nobody@acme.example" }, {})
    expect((await jobs(workspace.id)).map(({ task }) => task)).toEqual(["send-reset-link", "send-reset-link"])
    await requestPasswordReset({ slug: "no-such-workspace", email }, {})
  })

  test("is possible five times an hour for an address, whether it has an account or not", async () => {
    const { workspace, email } = await arrange()
    for (const address of [email, "nobody@acme.example"]) {
      for (let n = 0; n < 5; n += 1) await requestPasswordReset({ slug: workspace.slug, email: address }, {})
      await expect(requestPasswordReset({ slug: workspace.slug, email: address }, {})).rejects.toMatchObject({
        code: "throttled",
      })
    }
  })

  test("mails a link to who has joined; to strangers, suspended, archived and not yet joined people nothing", async () => {
    const { workspace, id, job } = await arrange()
    await mailResetLink(job)
    expect(await tokens(id)).toHaveLength(1)
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.password_reset_requested",
      actor_id: id,
    })
    for (const person of [{ suspendedAt: new Date() }, { archivedAt: new Date() }, { joinedAt: null }]) {
      const other = await arrange(person)
      await mailResetLink(other.job)
      expect(await tokens(other.id)).toEqual([])
    }
    await mailResetLink({ ...job, emailNorm: "nobody@acme.example" })
    await mailResetLink({ ...job, workspaceId: "00000000-0000-0000-0000-000000000000" })
  })
})

describe("the link", () => {
  test("sets the password, ends every session, lifts a lock, and tells the owner", async () => {
    const { workspace, email, id, job } = await arrange({ lockedUntil: new Date(Date.now() + 600_000) })
    const session = await asSystem("sign-in", workspace.id, (tx) =>
      startSession(tx, { workspaceId: workspace.id, userId: id, stage: "full", origin: {} }),
    )
    await mailResetLink(job)
    const [token] = await tokens(id)
    expect(await reset(token!)).toEqual({ slug: workspace.slug })
    expect(await findSession(hashToken(session))).toBeNull()
    expect((await checkPassword({ slug: workspace.slug, email, password: fresh }, {})).stage).toBe("full")
    await expect(checkPassword({ slug: workspace.slug, email, password: old }, {})).rejects.toMatchObject({
      code: "sign-in-failed",
    })
    expect((await openedMails(id)).at(-1)!.template).toBe("password-changed")
    expect((await changesOf(workspace)).at(-1)).toMatchObject({ action: "user.password_reset", actor_id: id })
  })

  test("works once, also for two at once", async () => {
    const { id, job } = await arrange()
    await mailResetLink(job)
    const [token] = await tokens(id)
    const outcomes = await Promise.allSettled([reset(token!), reset(token!), reset(token!)])
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    await expect(reset(token!)).rejects.toMatchObject({ code: "link-invalid" })
  })

  test("is superseded by a newer one, and over after half an hour", async () => {
    const { id, job } = await arrange()
    await mailResetLink(job)
    await mailResetLink(job)
    const [first, second] = await tokens(id)
    await expect(reset(first!)).rejects.toMatchObject({ code: "link-invalid" })
    const [row] =
      await owner`select expires_at - created_at < interval '31 minutes' as short from password_resets where user_id = ${id} order by created_at desc`
    expect(row!.short).toBe(true)
    await owner.begin(async (tx) => {
      await tx`select set_config('app.workspace_id', ${job.workspaceId}, true)`
      await tx`select begin_change(gen_random_uuid(), 'test.expired', 'system', null, null, null, null)`
      await tx`update password_resets set expires_at = now() where user_id = ${id}`
    })
    expect(await readPasswordReset(second!)).toBeNull()
    await expect(reset(second!)).rejects.toMatchObject({ code: "link-invalid" })
  })

  test.each(["suspended_at", "archived_at"])(
    "of a person with %s since then opens nothing",
    async (since) => {
      const { workspace, id, job } = await arrange()
      await mailResetLink(job)
      const [token] = await tokens(id)
      await owner.begin(async (tx) => {
        await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
        await tx`select begin_change(gen_random_uuid(), 'test.closed', 'system', null, null, null, null)`
        await tx`update users set ${tx(since)} = now() where id = ${id}`
      })
      await expect(reset(token!)).rejects.toMatchObject({ code: "link-invalid" })
    },
  )

  test("is no other kind of token", async () => {
    await expect(reset("something-else")).rejects.toMatchObject({ code: "link-invalid" })
  })

  test("takes no easy password and stays open", async () => {
    const { id, job } = await arrange()
    await mailResetLink(job)
    const [token] = await tokens(id)
    const easy = { token: token!, newPassword: "passwordpassword", confirmPassword: "passwordpassword" }
    await expect(resetPassword(easy, {})).rejects.toMatchObject({
      code: "password-too-common",
      field: "newPassword",
    })
    expect(await readPasswordReset(token!)).not.toBeNull()
  })
})

describe("an admin's reset", () => {
  test("by link leaves the old password until it is used", async () => {
    const { workspace, email, id } = await arrange()
    const admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya" })
    expect(await resetPasswordOf(admin, { userId: id, way: "link" })).toEqual({ temporaryPassword: null })
    await checkPassword({ slug: workspace.slug, email, password: old }, {})
    expect(await tokens(id)).toHaveLength(1)
  })

  test("is mailed five times an hour at most", async () => {
    const { workspace, id } = await arrange()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    for (let n = 0; n < 5; n += 1) await resetPasswordOf(admin, { userId: id, way: "link" })
    await expect(resetPasswordOf(admin, { userId: id, way: "link" })).rejects.toMatchObject({
      code: "reset-too-often",
    })
  })

  test("shown once: a temporary password takes the place of the old one, sessions and links end", async () => {
    const { workspace, email, id, job } = await arrange()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const session = await signedIn(workspace, id)
    await mailResetLink(job)
    const { temporaryPassword } = await resetPasswordOf(admin, { userId: id, way: "shown" })
    expect(
      (await checkPassword({ slug: workspace.slug, email, password: temporaryPassword! }, {})).stage,
    ).toBe("password_change")
    await expect(checkPassword({ slug: workspace.slug, email, password: old }, {})).rejects.toMatchObject({
      code: "sign-in-failed",
    })
    const [row] = await owner`select ended_reason from sessions where id = ${session.sessionId}`
    expect(row!.ended_reason).toBe("password reset")
    expect(await readPasswordReset((await tokens(id))[0]!)).toBeNull()
  })

  test.each(["link", "shown"] as const)(
    "by %s is refused without the permission, by rank, for who is not there to sign in",
    async (way) => {
      const { workspace, id } = await arrange()
      const admin = await newActor(workspace, { type: "tenant_admin" })
      const act = (actor: typeof admin, userId: string) => resetPasswordOf(actor, { userId, way })
      await expect(act(await newActor(workspace, { type: "viewer" }), id)).rejects.toMatchObject({
        code: "not-permitted",
      })
      await expect(
        act(await newActor(workspace, { roles: ["Settings"] }), admin.user.id),
      ).rejects.toMatchObject({ code: "outranked" })
      await expect(act(admin, await newPerson(workspace, { joinedAt: null }))).rejects.toMatchObject({
        code: "not-joined",
      })
      await expect(act(admin, await newPerson(workspace, { suspendedAt: new Date() }))).rejects.toMatchObject(
        { code: "suspended" },
      )
      await expect(act(admin, await newPerson(workspace, { archivedAt: new Date() }))).rejects.toMatchObject({
        code: "archived",
      })
      await expect(act(admin, (await arrange()).id)).rejects.toMatchObject({ name: "NotFound" })
      await act(admin, admin.user.id)
    },
  )
})

describe("where an address has accounts", () => {
  test("is mailed to it, and said to nobody else", async () => {
    const [here, there] = [await newWorkspace("Here"), await newWorkspace("There")]
    const email = `pat@${here.slug}.example`
    const ids = [
      await newPerson(here, { email }),
      await newPerson(there, { email }),
      await newPerson(await newWorkspace(), { email, archivedAt: new Date() }),
    ]
    await requestWorkspaces({ email }, {})
    await mailWorkspaces({
      workspaceId: "00000000-0000-0000-0000-000000000000",
      emailNorm: email,
      at: Date.now(),
    })
    await mailWorkspaces({
      workspaceId: "00000000-0000-0000-0000-000000000000",
      emailNorm: "nobody@acme.example",
      at: Date.now(),
    })
    const sent = (await Promise.all(ids.map(openedMails))).flat()
    expect(sent).toEqual([
      {
        template: "workspaces",
        props: {
          firstName: "Pat",
          workspaces: [
            { slug: here.slug, name: "Here" },
            { slug: there.slug, name: "There" },
          ],
        },
      },
    ])
  })
})
