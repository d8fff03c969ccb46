import { describe, expect, test } from "vitest"
import { findSession } from "#lib/access/lookups.ts"
import { endOtherSessions, endOwnSession, deviceOf, listOwnSessions } from "#lib/sessions/own.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { openedMails } from "#lib/testing/opened-mails.ts"
import { newProvider } from "#lib/testing/providers.ts"
import { editOwnProfile, getOwnProfile } from "#lib/users/own-profile.ts"
import { mailResetLink } from "./front-door-jobs.ts"
import { changeOwnPassword } from "./own-password.ts"
import { hashToken } from "./keys.ts"
import { hashPassword } from "./password.ts"
import { checkPassword } from "./sign-in.ts"

const old = "copper lantern at noon"
const fresh = "a quiet harbour at dawn"
const passwordHash = await hashPassword(old)
const form = (over = {}) => ({ currentPassword: old, newPassword: fresh, confirmPassword: fresh, ...over })

const arrange = async () => {
  const workspace = await newWorkspace()
  const email = `tom@${workspace.slug}.example`
  const id = await newPerson(workspace, { email, firstName: "Tom", passwordHash })
  return { workspace, email, id, actor: await signedIn(workspace, id) }
}

describe("one's own password", () => {
  test("is changed with the current one; other sessions end, this one goes on under a new token, the owner is told", async () => {
    const { workspace, email, id, actor } = await arrange()
    const other = await signedIn(workspace, id)
    await mailResetLink({ workspaceId: workspace.id, emailNorm: email, at: Date.now() })
    const token = await changeOwnPassword(actor, form())
    const [reset] = await owner`select withdrawn_at from password_resets where user_id = ${id}`
    expect(reset!.withdrawn_at).not.toBeNull()
    expect(await findSession(hashToken(token))).toMatchObject({ session_id: actor.sessionId })
    const [ended] = await owner`select ended_reason from sessions where id = ${other.sessionId}`
    expect(ended!.ended_reason).toBe("password changed")
    expect((await checkPassword({ slug: workspace.slug, email, password: fresh }, {})).user.id).toBe(id)
    expect((await openedMails(id)).map(({ template }) => template)).toContain("password-changed")
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.password_changed",
      actor_id: id,
    })
  })

  test("changed in a session that a provider let begin, leaves that the end that the provider set", async () => {
    const { workspace, id, actor } = await arrange()
    const provider = await newProvider(workspace)
    await owner`update sessions set identity_provider_id = ${provider.id}, expires_at = now() + interval '1 hour' where id = ${actor.sessionId}`
    const token = await changeOwnPassword(actor, form())
    const found = await findSession(hashToken(token))
    expect(found).toMatchObject({ session_id: actor.sessionId, user_id: id })
    expect(new Date(found!.expires_at).getTime()).toBeLessThan(Date.now() + 3_700_000)
  })

  test("is refused with a wrong one, the same one, an easy one", async () => {
    const { actor } = await arrange()
    await expect(changeOwnPassword(actor, form({ currentPassword: "x" }))).rejects.toMatchObject({
      code: "password-wrong",
      field: "currentPassword",
    })
    await expect(changeOwnPassword(actor, form({ newPassword: old }))).rejects.toMatchObject({
      code: "password-unchanged",
    })
    await expect(changeOwnPassword(actor, form({ newPassword: "short" }))).rejects.toMatchObject({
      code: "password-too-short",
    })
  })

  test("can't be guessed at from an open session, and guessing there doesn't lock the account", async () => {
    const { workspace, email, actor } = await arrange()
    for (let n = 0; n < 10; n += 1)
      await changeOwnPassword(actor, form({ currentPassword: "x" })).catch(() => {})
    await expect(changeOwnPassword(actor, form())).rejects.toMatchObject({ code: "throttled" })
    await checkPassword({ slug: workspace.slug, email, password: old }, {})
  })
})

describe("one's own sessions", () => {
  test("are listed, this one first, and each can be ended", async () => {
    const { workspace, id, actor } = await arrange()
    const other = await signedIn(workspace, id)
    await newActor(workspace)
    const stale = await signedIn(workspace, id)
    await owner`update sessions set last_seen_at = now() - interval '2 days' where id = ${stale.sessionId}`
    const listed = await listOwnSessions(actor)
    expect(listed.map(({ id: session, current }) => [session, current])).toEqual([
      [actor.sessionId, true],
      [other.sessionId, false],
    ])
    await endOwnSession(actor, { sessionId: other.sessionId! })
    expect(await listOwnSessions(actor)).toHaveLength(1)
    expect((await changesOf(workspace)).at(-1)).toMatchObject({ action: "session.ended", actor_id: id })
    await signedIn(workspace, id)
    await endOtherSessions(actor)
    expect(await listOwnSessions(actor)).toHaveLength(1)
  })

  test("another's is not there", async () => {
    const { workspace, actor } = await arrange()
    const other = await newActor(workspace)
    await expect(endOwnSession(actor, { sessionId: other.sessionId! })).rejects.toMatchObject({
      name: "NotFound",
    })
    const [row] = await owner`select ended_at from sessions where id = ${other.sessionId}`
    expect(row!.ended_at).toBeNull()
  })

  test("are named by browser and system", () => {
    expect(
      deviceOf(
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
      ),
    ).toBe("Chrome on Linux")
    expect(deviceOf(null)).toBe("Unknown device")
  })
})

describe("one's own profile", () => {
  test("is edited by its owner alone, and found under the new name", async () => {
    const { workspace, id, actor } = await arrange()
    await editOwnProfile(actor, {
      firstName: "Thomas",
      lastName: "Bäcker",
      phone: "+493090182044",
      timezone: "Europe/Berlin",
    })
    expect(await getOwnProfile(actor)).toMatchObject({
      firstName: "Thomas",
      phone: "+493090182044",
      timezone: "Europe/Berlin",
    })
    const [row] = await owner`select search, sort_name from users where id = ${id}`
    expect(row).toMatchObject({ sort_name: "thomas backer" })
    expect((await changesOf(workspace)).at(-1)).toMatchObject({ action: "user.profile_edited", actor_id: id })
    const profile = { firstName: "T", lastName: "B", phone: "+999123456", timezone: "" }
    await expect(editOwnProfile(actor, profile)).rejects.toMatchObject({ code: "phone-unknown" })
    const step = await signedIn(workspace, await newPerson(workspace, { joinedAt: null }), "password_change")
    await expect(editOwnProfile(step, { ...profile, phone: "" })).rejects.toMatchObject({
      code: "not-permitted",
    })
  })
})
