import { describe, expect, test } from "vitest"
import { insertGroup, insertRole } from "#db/seed/groups.ts"
import { type Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { changeAsSystem } from "#lib/access/as-system.ts"
import { insertEmailChange } from "#lib/auth/email-change.ts"
import { sendResetLink } from "#lib/auth/password-reset.ts"
import { hashPassword } from "#lib/auth/password.ts"
import { checkPassword } from "#lib/auth/sign-in.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { openedMails } from "#lib/testing/opened-mails.ts"
import { editUser } from "./edit.ts"
import { editUserInput } from "./input.ts"
import { activateUser, archiveUser, restoreUser } from "./life.ts"
import { replaceUser } from "./replacement.ts"
import { getUser } from "./user.ts"

const password = "copper lantern at noon"
const passwordHash = await hashPassword(password)

const arrange = async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const email = `Tom@${workspace.slug}.example`
  const id = await newPerson(workspace, {
    firstName: "Tom",
    lastName: "Becker",
    email,
    type: "agent",
    roles: ["User", "Developer"],
    timezone: "Europe/Berlin",
    passwordHash,
  })
  await insertGroup(owner, workspace.id, { name: "Support", roles: ["Agent"], members: [id] })
  return { workspace, admin, email, id, wanted: { userId: id, type: "supervisor" as const, reason: "" } }
}

const act = (actor: Actor) => change(actor, "self", "test.tried", async () => "done")

describe("replaceUser", () => {
  test("makes the new person with details, roles and groups, invites them, and suspends the old, all in one change", async () => {
    const { workspace, admin, email, id, wanted } = await arrange()
    const session = await signedIn(workspace, id)
    const made = await replaceUser(admin, { ...wanted, reason: "wrong type" })
    const [before, after] = [await getUser(admin, id), await getUser(admin, made.id)]
    expect(after).toMatchObject({
      firstName: "Tom",
      lastName: "Becker",
      email,
      type: "supervisor",
      timezone: "Europe/Berlin",
      status: "invited",
      roles: before.roles,
    })
    expect(after.roles.map(({ name, group }) => [name, group])).toContainEqual(["Agent", "Support"])
    expect(before).toMatchObject({ status: "suspended", email, replacedBy: { id: made.id } })
    expect((await openedMails(made.id)).map(({ template }) => template)).toEqual(["invitation"])
    await expect(act(session)).rejects.toMatchObject({ name: "NotSignedIn" })
    await expect(checkPassword({ slug: workspace.slug, email, password }, {})).rejects.toMatchObject({
      code: "sign-in-failed",
    })
    const [moved] = await owner`select count(*)::int as passwords from credentials where user_id = ${made.id}`
    expect(moved!.passwords).toBe(0)
    expect((await changesOf(workspace)).at(-1)).toEqual({
      action: "user.replaced",
      actor_id: admin.user.id,
      reason: "wrong type",
      tables: ["group_members", "invitations", "sessions", "user_roles", "users"],
    })
  })

  test("takes one replacement, also of many asked for at once", async () => {
    const { admin, wanted } = await arrange()
    const all = await Promise.allSettled([1, 2, 3].map(() => replaceUser(admin, wanted)))
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    await expect(replaceUser(admin, wanted)).rejects.toMatchObject({ code: "replaced" })
  })

  test("leaves the old one's address record only: activating takes another", async () => {
    const { workspace, admin, email, id, wanted } = await arrange()
    const person = { id, email, firstName: "Tom" }
    const newEmail = `elsewhere@${workspace.slug}.example`
    await changeAsSystem("seed", workspace.id, "test.asked", async (tx) => {
      await insertEmailChange(tx, { workspace, person, newEmail, sentBy: admin.user })
      await sendResetLink(tx, { workspace, person, sentBy: null })
    })
    const made = await replaceUser(admin, wanted)
    await expect(activateUser(admin, { userId: id })).rejects.toMatchObject({ code: "address-moved" })
    const old = await getUser(admin, id)
    const form = (email: string) =>
      editUserInput.parse({
        userId: id,
        seen: old.version,
        firstName: "Tom",
        lastName: "Becker",
        email,
      })
    await expect(editUser(admin, form(old.email.toUpperCase()))).rejects.toMatchObject({
      code: "email-taken",
    })
    await editUser(admin, form(`old@${workspace.slug}.example`))
    await activateUser(admin, { userId: id })
    expect((await getUser(admin, id)).status).toBe("active")
    // Links that went to the old address, or were to confirm another, lead nowhere now.
    const [links] = await owner`
      select (select count(*)::int from email_changes where user_id = ${id} and stopped_at is null) as changes,
        (select count(*)::int from password_resets where user_id = ${id} and withdrawn_at is null) as resets`
    expect(links).toEqual({ changes: 0, resets: 0 })
    expect((await getUser(admin, made.id)).email).toBe(old.email)
  })

  test("leaves the old one to be archived and restored without the address", async () => {
    const { admin, id, wanted } = await arrange()
    await replaceUser(admin, wanted)
    await archiveUser(admin, { userId: id })
    await restoreUser(admin, { userId: id })
    expect((await getUser(admin, id)).status).toBe("suspended")
  })

  test("of who is suspended or never joined works too", async () => {
    const { workspace, admin, wanted } = await arrange()
    for (const facts of [{ suspendedAt: new Date() }, { joinedAt: null }]) {
      const userId = await newPerson(workspace, { ...facts, type: "viewer" })
      await replaceUser(admin, { ...wanted, userId })
      expect((await getUser(admin, userId)).status).toBe("suspended")
    }
  })

  test("is refused without users:write, for oneself, the same type, archived, outranked, beyond one's access, elsewhere", async () => {
    const { workspace, admin, id, wanted } = await arrange()
    const viewer = await newActor(workspace, { type: "viewer" })
    await expect(replaceUser(viewer, wanted)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(replaceUser(admin, { ...wanted, userId: admin.user.id })).rejects.toMatchObject({
      code: "oneself",
    })
    await expect(replaceUser(admin, { ...wanted, type: "agent" })).rejects.toMatchObject({
      code: "same-type",
      field: "type",
    })
    const archived = await newPerson(workspace, { archivedAt: new Date() })
    await expect(replaceUser(admin, { ...wanted, userId: archived })).rejects.toMatchObject({
      code: "archived",
    })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await expect(replaceUser(settings, { ...wanted, userId: admin.user.id })).rejects.toMatchObject({
      code: "outranked",
    })
    await expect(replaceUser(settings, { ...wanted, type: "tenant_admin" })).rejects.toMatchObject({
      code: "beyond-own-access",
    })
    await expect(replaceUser((await arrange()).admin, wanted)).rejects.toMatchObject({ name: "NotFound" })
    expect((await getUser(admin, id)).status).toBe("active")
  })

  test("takes users:suspend too: it suspends, and may bring back who was suspended", async () => {
    const { workspace, admin, id, wanted } = await arrange()
    await insertRole(owner, workspace.id, { name: "Clerk", permissions: ["users:read", "users:write"] })
    const clerk = await newActor(workspace, { roles: ["Clerk"] })
    expect((await getUser(clerk, id)).may.replace).toBe("not-permitted")
    await expect(replaceUser(clerk, { ...wanted, type: "member" })).rejects.toMatchObject({
      code: "not-permitted",
    })
    expect((await getUser(admin, id)).status).toBe("active")
  })
})
