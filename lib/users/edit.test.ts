import { sql } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { change } from "#lib/access/change.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"
import { editUser } from "./edit.ts"
import { listUsers } from "./listing.ts"
import { editUserInput, listUsersInput } from "./input.ts"
import { setRoles } from "./roles-given.ts"
import { getUser } from "./user.ts"

const arrange = async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  const other = await newActor(workspace, { type: "tenant_admin", firstName: "Omar", lastName: "Haddad" })
  const email = `tom@${workspace.slug}.example`
  const id = await newPerson(workspace, { firstName: "Tom", lastName: "Becker", email, roles: ["User"] })
  /** The form as the page shows it, with what somebody typed over it. */
  const form = async (over: Partial<Record<string, string | string[]>> = {}) => {
    const person = await getUser(admin, id)
    return editUserInput.parse({
      userId: id,
      seen: person.version,
      firstName: person.firstName,
      lastName: person.lastName,
      email: person.email,
      phone: person.phone ?? "",
      externalId: person.externalId ?? "",
      timezone: person.timezone ?? "",
      roles: person.roles.filter(({ group }) => group === null).map((role) => role.id),
      ...over,
    })
  }
  return { workspace, admin, other, id, form }
}

const details = {
  firstName: "Tomás",
  lastName: "Zahra",
  phone: "+4930901820",
  externalId: "E-17",
  timezone: "Europe/Berlin",
}

describe("editUser", () => {
  test("saves every field and the roles in one change, and the list finds the new name", async () => {
    const { workspace, admin, id, form } = await arrange()
    const agent = await roleId(workspace.id, "Agent")
    await editUser(admin, await form({ ...details, roles: [agent] }))
    const { roles, ...person } = await getUser(admin, id)
    expect(person).toMatchObject(details)
    expect(roles.map(({ name }) => name)).toEqual(["Agent"])
    const found = await listUsers(admin, listUsersInput.parse({ search: "tomas zahra" }))
    expect(found.rows.map((row) => row.id)).toEqual([id])
    expect((await changesOf(workspace)).at(-1)).toEqual({
      action: "user.edited",
      actor_id: admin.user.id,
      reason: null,
      tables: ["user_roles", "users"],
    })
    await editUser(admin, await form({ phone: "", externalId: "", timezone: "" }))
    expect(await getUser(admin, id)).toMatchObject({ phone: null, externalId: null, timezone: null })
  })

  test("is refused without users:write, for who holds more, archived or erased, and for another workspace's", async () => {
    const { workspace, admin, form } = await arrange()
    const input = await form()
    const viewer = await newActor(workspace, { type: "viewer" })
    await expect(editUser(viewer, input)).rejects.toMatchObject({ code: "not-permitted" })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const above = { ...input, userId: admin.user.id, seen: (await getUser(admin, admin.user.id)).version }
    await expect(editUser(settings, { ...above, email: admin.user.email, roles: [] })).rejects.toMatchObject({
      code: "outranked",
    })
    const archived = await newPerson(workspace, { archivedAt: new Date() })
    await expect(editUser(admin, { ...input, userId: archived })).rejects.toMatchObject({ code: "archived" })
    await expect(editUser((await arrange()).admin, input)).rejects.toMatchObject({ name: "NotFound" })
  })

  test("refuses a number that no country gives out, a role of nowhere, and rights that the editor lacks", async () => {
    const { workspace, admin, id, form } = await arrange()
    await expect(editUser(admin, await form({ phone: "+49123" }))).rejects.toMatchObject({
      code: "phone-unknown",
      field: "phone",
    })
    const elsewhere = await roleId((await newWorkspace()).id, "User")
    await expect(editUser(admin, await form({ roles: [elsewhere] }))).rejects.toMatchObject({
      code: "unknown-role",
      field: "roles",
    })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const roles = [await roleId(workspace.id, "Admin")]
    await expect(editUser(settings, await form({ roles, firstName: "Eve" }))).rejects.toMatchObject({
      code: "beyond-own-access",
    })
    expect(await getUser(admin, id)).toMatchObject({ firstName: "Tom", phone: null })
  })
})

describe("two admins at one form", () => {
  test("truly in parallel: one saves, the other is told what changed and by whom, and may save again", async () => {
    const { workspace, admin, other, id, form } = await arrange()
    const agent = await roleId(workspace.id, "Agent")
    const shown = await form()
    const outcomes = await Promise.allSettled([
      editUser(admin, { ...shown, firstName: "Maya's", phone: "+4930901820", roles: [agent] }),
      editUser(other, { ...shown, firstName: "Omar's", phone: "+4930901820", roles: [agent] }),
    ])
    const refused = outcomes.findIndex(({ status }) => status === "rejected")
    expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(1)
    const winner = refused === 0 ? "Omar" : "Maya"
    const surname = refused === 0 ? "Haddad" : "Wright"
    const { reason } = outcomes[refused] as PromiseRejectedResult
    expect(reason).toMatchObject({ code: "edited-meanwhile" })
    for (const told of [
      `${winner} ${surname} set First name to ${winner}'s`,
      `${winner} ${surname} set Phone to +4930901820`,
      `${winner} ${surname} added the role Agent`,
      `${winner} ${surname} removed the role User`,
    ])
      expect(reason.message).toContain(told)
    expect(reason.message).not.toContain("undefined")
    expect((await getUser(admin, id)).firstName).toBe(`${winner}'s`)
    // Saving again with what the refusal handed back is a decision.
    await editUser(refused === 0 ? admin : other, { ...shown, firstName: "Both", seen: reason.values.seen })
    expect((await getUser(admin, id)).firstName).toBe("Both")
  })

  test("what somebody emptied is told too; a step in the life of the account is no edit", async () => {
    const { admin, other, form } = await arrange()
    await editUser(admin, await form(details))
    const shown = await form()
    await editUser(other, await form({ phone: "" }))
    await expect(editUser(admin, shown)).rejects.toThrow("Omar Haddad emptied Phone.")
    const fresh = await form()
    await change(other, "users:suspend", "user.suspended", async (tx) => {
      await tx.execute(sql`update users set suspended_at = now() where id = ${fresh.userId}`)
    })
    await editUser(admin, { ...fresh, firstName: "Still" })
  })
})

describe("setRoles", () => {
  test("makes these the direct roles, and leaves the change behind", async () => {
    const { workspace, admin, id, form } = await arrange()
    const roles = [await roleId(workspace.id, "Agent"), await roleId(workspace.id, "Developer")]
    await setRoles(admin, { userId: id, seen: (await form()).seen, roles })
    expect((await getUser(admin, id)).roles.map(({ name }) => name)).toEqual(["Agent", "Developer"])
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.roles_set",
      actor_id: admin.user.id,
      tables: ["user_roles"],
    })
  })

  test("is refused without users:write, archived, outranked, beyond one's own access, elsewhere, and after another's", async () => {
    const { workspace, admin, other, id, form } = await arrange()
    const { seen } = await form()
    const agent = [await roleId(workspace.id, "Agent")]
    const of = (userId: string, roles = agent, at = seen) => ({ userId, seen: at, roles })
    const viewer = await newActor(workspace, { type: "viewer" })
    await expect(setRoles(viewer, of(id))).rejects.toMatchObject({ code: "not-permitted" })
    const archived = await newPerson(workspace, { archivedAt: new Date() })
    await expect(setRoles(admin, of(archived))).rejects.toMatchObject({ code: "archived" })
    await expect(setRoles((await arrange()).admin, of(id))).rejects.toMatchObject({ name: "NotFound" })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await expect(setRoles(settings, of(admin.user.id))).rejects.toMatchObject({ code: "outranked" })
    await expect(setRoles(settings, of(id, [await roleId(workspace.id, "Admin")]))).rejects.toMatchObject({
      code: "beyond-own-access",
    })
    const elsewhere = await roleId((await newWorkspace()).id, "User")
    await expect(setRoles(admin, of(id, [elsewhere]))).rejects.toMatchObject({ code: "unknown-role" })
    await expect(
      setRoles(admin, of(admin.user.id, [await roleId(workspace.id, "Privacy officer")], "9999999999")),
    ).rejects.toMatchObject({ code: "erase-to-oneself" })
    await setRoles(other, of(id))
    await expect(setRoles(admin, of(id))).rejects.toThrow("Omar Haddad added the role Agent")
    const rows = await owner`select role_id from user_roles where user_id = ${id}`
    expect(rows.map((row) => row.role_id)).toEqual(agent)
  })

  test("a name that somebody changed meanwhile is no reason against it", async () => {
    const { workspace, admin, other, id, form } = await arrange()
    const { seen } = await form()
    await editUser(other, await form({ firstName: "Thomas" }))
    await setRoles(admin, { userId: id, seen, roles: [await roleId(workspace.id, "Agent")] })
  })
})
