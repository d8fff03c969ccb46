import { describe, expect, test } from "vitest"
import { belongTo } from "#db/seed/identity-providers.ts"
import { openChange } from "#db/seed/workspace.ts"
import { findSession } from "#lib/access/lookups.ts"
import { read } from "#lib/access/read.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { openedMails } from "#lib/testing/opened-mails.ts"
import { newProvider } from "#lib/testing/providers.ts"
import { changeOwnEmail } from "#lib/users/email-address.ts"
import { activateUser, archiveUser, restoreUser, suspendUser } from "#lib/users/life.ts"
import { confirmEmailChange, readEmailChange, stopEmailChange } from "./email-change.ts"
import { sendResetLink } from "./password-reset.ts"
import { hashPassword } from "./password.ts"
import { asSystem, changeAsSystem } from "#lib/access/as-system.ts"
import { byToken, newToken } from "#lib/testing/access-tokens.ts"
import { hashToken } from "./keys.ts"
import { startSession } from "./session-store.ts"

const password = "copper lantern at noon"
const passwordHash = await hashPassword(password)
const gone = { code: "link-invalid" }

/** A person who asked for `fresh@…`, with the tokens of both mails. */
const arrange = async () => {
  const workspace = await newWorkspace()
  const at = (name: string) => `${name}@${workspace.slug}.example`
  const id = await newPerson(workspace, { email: at("old"), firstName: "Tom", passwordHash })
  const actor = await signedIn(workspace, id)
  const ask = async (name: string) => {
    await changeOwnEmail(actor, { email: at(name), currentPassword: password })
    const links = (await openedMails(id)).flatMap((mail) =>
      mail.template === "email-change" || mail.template === "email-change-notice"
        ? [{ token: mail.props.link.split("/").at(-1)! }]
        : [],
    )
    return { confirm: links.at(-2)!, stop: links.at(-1)! }
  }
  const address = async () => (await owner`select email, email_norm from users where id = ${id}`)[0]!.email
  return { workspace, at, id, actor, ask, address, ...(await ask("fresh")) }
}

const admin = async (workspace: Awaited<ReturnType<typeof newWorkspace>>) =>
  newActor(workspace, { type: "tenant_admin" })

describe("confirmEmailChange", () => {
  test("puts the new address in place, confirmed, findable, and ends reset links; leaves the change behind", async () => {
    const { workspace, at, id, actor, confirm, address } = await arrange()
    await changeAsSystem("forgot-password", workspace.id, "test.asked", (tx) =>
      sendResetLink(tx, { workspace, person: { id, email: at("old"), firstName: "Tom" }, sentBy: null }),
    )
    expect(await readEmailChange(confirm.token)).toMatchObject({
      side: "confirm",
      open: true,
      newEmail: at("fresh"),
    })
    expect(await address()).toBe(at("old"))
    expect(await confirmEmailChange(confirm, {})).toEqual({ slug: workspace.slug })
    const [person] =
      await owner`select email, email_norm, search, email_confirmed_at from users where id = ${id}`
    expect(person).toMatchObject({
      email: at("fresh"),
      email_norm: at("fresh"),
      search: expect.stringContaining(at("fresh")),
    })
    const [reset] = await owner`select withdrawn_at from password_resets where user_id = ${id}`
    expect(reset!.withdrawn_at).not.toBeNull()
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.email_changed",
      actor_id: id,
      tables: ["email_changes", "password_resets", "users"],
    })
    // Whoever confirms goes on as they were signed in.
    expect(await read(actor, "self", async () => "in")).toBe("in")
  })

  test("works once, also for many at once", async () => {
    const { workspace, confirm } = await arrange()
    const all = await Promise.allSettled([1, 2, 3, 4].map(() => confirmEmailChange(confirm, {})))
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    await expect(confirmEmailChange(confirm, {})).rejects.toMatchObject(gone)
    const made = (await changesOf(workspace)).filter(({ action }) => action === "user.email_changed")
    expect(made).toHaveLength(1)
  })

  test("is refused with the other side's link, an unknown one, an expired or a superseded one", async () => {
    const { workspace, id, confirm, stop, ask, address, at } = await arrange()
    await expect(confirmEmailChange(stop, {})).rejects.toMatchObject(gone)
    await expect(stopEmailChange(confirm, {})).rejects.toMatchObject(gone)
    await expect(confirmEmailChange({ token: "x" }, {})).rejects.toMatchObject(gone)
    expect(await readEmailChange("x")).toBeNull()
    const later = await ask("later")
    expect(await readEmailChange(confirm.token)).toMatchObject({ open: false })
    await expect(confirmEmailChange(confirm, {})).rejects.toMatchObject(gone)
    await owner.begin(async (tx) => {
      await openChange(tx, workspace.id, "test.aged")
      await tx`update email_changes set expires_at = now() where user_id = ${id}`
    })
    await expect(confirmEmailChange(later.confirm, {})).rejects.toMatchObject(gone)
    expect(await address()).toBe(at("old"))
  })

  test("is refused where somebody has the address by now, and where the workspace locks addresses by now", async () => {
    const { workspace, at, confirm, address } = await arrange()
    const holder = await newPerson(workspace, { email: at("Fresh") })
    await expect(confirmEmailChange(confirm, {})).rejects.toMatchObject({ code: "email-taken" })
    await archiveUser(await admin(workspace), { userId: holder })
    const allow = (allowed: boolean) =>
      owner.begin(async (tx) => {
        await openChange(tx, workspace.id, "test.set")
        await tx`update workspaces set email_change_allowed = ${allowed} where id = ${workspace.id}`
      })
    await allow(false)
    await expect(confirmEmailChange(confirm, {})).rejects.toMatchObject({ code: "email-locked" })
    expect(await address()).toBe(at("old"))
    await allow(true)
    await confirmEmailChange(confirm, {})
  })

  test("is refused while the person is suspended, and for good once they were archived", async () => {
    const { workspace, id, confirm } = await arrange()
    const by = await admin(workspace)
    await suspendUser(by, { userId: id })
    await expect(confirmEmailChange(confirm, {})).rejects.toMatchObject(gone)
    await activateUser(by, { userId: id })
    await archiveUser(by, { userId: id })
    await expect(confirmEmailChange(confirm, {})).rejects.toMatchObject(gone)
    await restoreUser(by, { userId: id })
    await expect(confirmEmailChange(confirm, {})).rejects.toMatchObject(gone)
  })

  test("while the person is archived: one of the two, and the address is the one that goes with it", async () => {
    for (let round = 0; round < 4; round += 1) {
      const { workspace, at, id, confirm, address } = await arrange()
      const by = await admin(workspace)
      const [confirmed] = await Promise.allSettled([
        confirmEmailChange(confirm, {}),
        archiveUser(by, { userId: id }),
      ])
      expect(await address()).toBe(confirmed.status === "fulfilled" ? at("fresh") : at("old"))
      const [left] = await owner`
        select status, (select count(*)::int from email_changes e where e.user_id = u.id and confirmed_at is null and stopped_at is null) as open
        from users u where id = ${id}`
      expect(left).toEqual({ status: "archived", open: 0 })
    }
  })
})

describe("stopEmailChange", () => {
  test("before confirmation: the old address stays, every session ends, the other link is dead", async () => {
    const { workspace, at, id, actor, confirm, stop, address } = await arrange()
    const other = await asSystem("sign-in", workspace.id, (tx) =>
      startSession(tx, { workspaceId: workspace.id, userId: id, stage: "full", origin: {} }),
    )
    await stopEmailChange(stop, {})
    expect(await address()).toBe(at("old"))
    expect(await findSession(hashToken(other))).toBeNull()
    await expect(changeOwnEmail(actor, { email: at("x"), currentPassword: password })).rejects.toMatchObject({
      name: "NotSignedIn",
    })
    for (const follow of [() => confirmEmailChange(confirm, {}), () => stopEmailChange(stop, {})])
      await expect(follow()).rejects.toMatchObject(gone)
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.email_change_stopped",
      actor_id: id,
      tables: ["email_changes", "sessions"],
    })
  })

  test("leaves an address that a directory owns by now, and ends every session all the same", async () => {
    const { workspace, at, id, actor, confirm, stop, address } = await arrange()
    await confirmEmailChange(confirm, {})
    const provider = await newProvider(workspace, { owns: ["email"] })
    await belongTo(owner, workspace.id, id, provider.id)
    await stopEmailChange(stop, {})
    expect(await address()).toBe(at("fresh"))
    const [session] = await owner`select ended_reason from sessions where id = ${actor.sessionId}`
    expect(session!.ended_reason).toBe("e-mail change stopped")
  })

  test("ends the access tokens that were made since, and no others", async () => {
    const { workspace, id, confirm, stop } = await arrange()
    const before = await newToken(workspace, { userId: id, createdAt: new Date(Date.now() - 60_000) })
    await confirmEmailChange(confirm, {})
    const since = await newToken(workspace, { userId: id })
    await stopEmailChange(stop, {})
    expect(await byToken(since.token)).toBeNull()
    expect(await byToken(before.token)).not.toBeNull()
  })

  test("after confirmation: the old address comes back, for a week and no longer", async () => {
    const { at, confirm, stop, address } = await arrange()
    await confirmEmailChange(confirm, {})
    await stopEmailChange(stop, {})
    expect(await address()).toBe(at("old"))
    const late = await arrange()
    await confirmEmailChange(late.confirm, {})
    await owner.begin(async (tx) => {
      await openChange(tx, late.workspace.id, "test.aged")
      await tx`update email_changes set stoppable_until = now() where user_id = ${late.id}`
    })
    expect(await readEmailChange(late.stop.token)).toMatchObject({ side: "stop", open: false })
    await expect(stopEmailChange(late.stop, {})).rejects.toMatchObject(gone)
    expect(await late.address()).toBe(late.at("fresh"))
  })

  test("can't bring back an address that somebody else took", async () => {
    const { workspace, at, confirm, stop, address } = await arrange()
    await confirmEmailChange(confirm, {})
    await newPerson(workspace, { email: at("old") })
    await expect(stopEmailChange(stop, {})).rejects.toMatchObject({ code: "email-taken" })
    expect(await address()).toBe(at("fresh"))
  })

  test("of the first of two ends the second: neither its confirmation nor its own stop moves the address again", async () => {
    const thief = await arrange()
    await confirmEmailChange(thief.confirm, {})
    const onwards = await thief.ask("third")
    await stopEmailChange(thief.stop, {})
    for (const follow of [
      () => confirmEmailChange(onwards.confirm, {}),
      () => stopEmailChange(onwards.stop, {}),
    ])
      await expect(follow()).rejects.toMatchObject(gone)
    const gotThere = await arrange()
    await confirmEmailChange(gotThere.confirm, {})
    const again = await gotThere.ask("third")
    await confirmEmailChange(again.confirm, {})
    await stopEmailChange(gotThere.stop, {})
    await expect(stopEmailChange(again.stop, {})).rejects.toMatchObject(gone)
    expect(await gotThere.address()).toBe(gotThere.at("old"))
  })

  test("while it is confirmed: the old address has the last word", async () => {
    for (let round = 0; round < 4; round += 1) {
      const { at, confirm, stop, address } = await arrange()
      await Promise.allSettled([confirmEmailChange(confirm, {}), stopEmailChange(stop, {})])
      expect(await address()).toBe(at("old"))
    }
  })
})
