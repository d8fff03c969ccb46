import { describe, expect, test } from "vitest"
import { openChange } from "#db/seed/workspace.ts"
import { read } from "#lib/access/read.ts"
import { confirmEmailChange, readEmailChange } from "#lib/auth/email-change.ts"
import { readInvitation } from "#lib/auth/invitation.ts"
import { hashPassword } from "#lib/auth/password.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { openedMails } from "#lib/testing/opened-mails.ts"
import { createUser } from "./creation.ts"
import { editUser } from "./edit.ts"
import { callOffEmailChange, changeOwnEmail, pendingEmail } from "./email-address.ts"
import { createUserInput, editUserInput } from "./input.ts"
import { activateUser, suspendUser } from "./life.ts"
import { getUser } from "./user.ts"

const currentPassword = "copper lantern at noon"
const passwordHash = await hashPassword(currentPassword)

const arrange = async () => {
  const workspace = await newWorkspace()
  const at = (name: string) => `${name}@${workspace.slug}.example`
  const admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  const id = await newPerson(workspace, { email: at("tom"), firstName: "Tom", passwordHash })
  const edit = async (email: string, userId = id) =>
    editUser(
      admin,
      editUserInput.parse({
        userId,
        firstName: "Tom",
        lastName: "Becker",
        email,
        seen: (await getUser(admin, userId)).version,
      }),
    )
  const mails = async (userId = id) => (await openedMails(userId)).map(({ template }) => template)
  const pending = () => read(admin, "users:read", (tx) => pendingEmail(tx, id))
  return { workspace, at, admin, id, edit, mails, pending }
}

describe("an address changed by an admin", () => {
  test("waits for the new address; the old one is told, who did it, and how to stop it", async () => {
    const { workspace, at, id, admin, edit, pending } = await arrange()
    expect(await edit(at("new"))).toEqual({ email: "sent" })
    expect((await getUser(admin, id)).email).toBe(at("tom"))
    expect(await pending()).toMatchObject({ email: at("new") })
    const sent =
      await owner`select to_address, template, sent_by from mails where user_id = ${id} order by template`
    expect([...sent]).toEqual([
      { to_address: at("new"), template: "email-change", sent_by: admin.user.id },
      { to_address: at("tom"), template: "email-change-notice", sent_by: admin.user.id },
    ])
    expect((await changesOf(workspace)).at(-1)!.tables).toContain("email_changes")
  })

  test("of who never joined is corrected at once: the link that went wrong is dead, a fresh one goes out", async () => {
    const { workspace, at, admin, edit } = await arrange()
    const form = { firstName: "Ann", lastName: "Lee", email: at("wrnog") }
    const { id } = await createUser(admin, createUserInput.parse(form))
    expect(await edit(at("right"), id)).toEqual({ email: "corrected" })
    const [wrong, right] = (await openedMails(id)).flatMap(({ props }) =>
      "link" in props ? [props.link.split("/").at(-1)!] : [],
    )
    expect(await readInvitation(wrong!)).toMatchObject({ state: "withdrawn" })
    expect(await readInvitation(right!)).toMatchObject({ state: "open", email: at("right") })
    expect((await getUser(admin, id)).email).toBe(at("right"))
    await expect(edit(at("tom"), id)).rejects.toMatchObject({ code: "email-taken", field: "email" })
    const quiet = await newPerson(workspace, { joinedAt: null })
    await edit(at("quiet"), quiet)
    expect(await openedMails(quiet)).toEqual([])
  })

  test("of who never joined and is suspended is corrected too: the link that went wrong stays dead when they are active again", async () => {
    const { at, admin, edit } = await arrange()
    const form = { firstName: "Ann", lastName: "Lee", email: at("wrnog") }
    const { id } = await createUser(admin, createUserInput.parse(form))
    await suspendUser(admin, { userId: id })
    expect(await edit(at("right"), id)).toEqual({ email: "corrected" })
    await activateUser(admin, { userId: id })
    const [wrong, ...more] = (await openedMails(id)).flatMap(({ props }) =>
      "link" in props ? [props.link.split("/").at(-1)!] : [],
    )
    expect(await readInvitation(wrong!)).toMatchObject({ state: "withdrawn" })
    expect(more).toEqual([])
  })

  test("in letters only is corrected at once; the same one is no change", async () => {
    const { at, edit, mails, id } = await arrange()
    expect(await edit(at("Tom"))).toEqual({ email: "corrected" })
    expect(await edit(at("Tom"))).toEqual({ email: "unchanged" })
    expect(await mails()).toEqual([])
    const [person] = await owner`select email, email_norm, email_confirmed_at from users where id = ${id}`
    expect(person).toMatchObject({ email: at("Tom"), email_norm: at("tom") })
    expect(person!.email_confirmed_at).not.toBeNull()
  })

  test("is refused where it is taken, three times an hour, and where the workspace keeps addresses", async () => {
    const { workspace, at, edit, mails } = await arrange()
    await newPerson(workspace, { email: at("taken") })
    await expect(edit(at("TAKEN"))).rejects.toMatchObject({ code: "email-taken", field: "email" })
    for (const name of ["one", "two", "three"]) await edit(at(name))
    await expect(edit(at("four"))).rejects.toMatchObject({ code: "email-too-often", field: "email" })
    await owner.begin(async (tx) => {
      await openChange(tx, workspace.id, "test.locked")
      await tx`update workspaces set email_change_allowed = false where id = ${workspace.id}`
    })
    await expect(edit(at("five"))).rejects.toMatchObject({ code: "email-locked", field: "email" })
    expect((await mails()).filter((template) => template === "email-change")).toHaveLength(3)
  })
})

describe("callOffEmailChange", () => {
  test("ends what waits; there is nothing to call off twice", async () => {
    const { workspace, at, id, admin, edit, pending } = await arrange()
    await edit(at("new"))
    const [mail] = (await openedMails(id)).flatMap(({ props }) => ("link" in props ? [props.link] : []))
    const token = mail!.split("/").at(-1)!
    await callOffEmailChange(admin, { userId: id })
    expect(await pending()).toBeNull()
    expect(await readEmailChange(token)).toMatchObject({ open: false })
    await expect(confirmEmailChange({ token }, {})).rejects.toMatchObject({ code: "link-invalid" })
    expect((await changesOf(workspace)).at(-1)).toMatchObject({ action: "user.email_change_stopped" })
    await expect(callOffEmailChange(admin, { userId: id })).rejects.toMatchObject({ code: "no-email-change" })
  })

  test("is refused without users:write, for who holds more, and for another workspace's", async () => {
    const { workspace, at, id, edit } = await arrange()
    await edit(at("new"))
    const viewer = await newActor(workspace, { type: "viewer" })
    await expect(callOffEmailChange(viewer, { userId: id })).rejects.toMatchObject({ code: "not-permitted" })
    const stranger = (await arrange()).admin
    await expect(callOffEmailChange(stranger, { userId: id })).rejects.toMatchObject({ name: "NotFound" })
    const above = await newPerson(workspace, { type: "tenant_admin", email: at("boss"), passwordHash })
    await changeOwnEmail(await signedIn(workspace, above), { email: at("chief"), currentPassword })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await expect(callOffEmailChange(settings, { userId: above })).rejects.toMatchObject({ code: "outranked" })
  })
})

describe("changeOwnEmail", () => {
  test("asks for the password; the mails name nobody else", async () => {
    const { workspace, at, id, mails } = await arrange()
    const tom = await signedIn(workspace, id)
    const wrong = { email: at("new"), currentPassword: "not this one" }
    await expect(changeOwnEmail(tom, wrong)).rejects.toMatchObject({
      code: "password-wrong",
      field: "currentPassword",
    })
    expect(await mails()).toEqual([])
    expect(await changeOwnEmail(tom, { email: at("new"), currentPassword })).toBe("sent")
    expect(await mails()).toEqual(["email-change", "email-change-notice"])
    const [sent] = await owner`select count(sent_by)::int as by from mails where user_id = ${id}`
    expect(sent!.by).toBe(0)
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.email_change_requested",
      actor_id: id,
    })
  })

  test("does not let the password be guessed at", async () => {
    const { workspace, at, id } = await arrange()
    const tom = await signedIn(workspace, id)
    for (let n = 0; n < 10; n += 1)
      await expect(
        changeOwnEmail(tom, { email: at("new"), currentPassword: `guess ${n}` }),
      ).rejects.toMatchObject({ code: "password-wrong" })
    await expect(changeOwnEmail(tom, { email: at("new"), currentPassword })).rejects.toMatchObject({
      code: "throttled",
    })
  })

  test("is closed while a sign-in stands at a step", async () => {
    const { workspace, at, id } = await arrange()
    const tom = await signedIn(workspace, id, "verify_email")
    await expect(changeOwnEmail(tom, { email: at("new"), currentPassword })).rejects.toMatchObject({
      code: "not-permitted",
    })
  })
})
