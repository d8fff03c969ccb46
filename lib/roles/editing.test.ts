import { describe, expect, test } from "vitest"
import { insertGroup, insertRole } from "#db/seed/groups.ts"
import { uuidv7 } from "uuidv7"
import { changesOf, newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { roleId as idOf } from "#lib/testing/roles.ts"
import { createRole, editRole, previewRoleEdit } from "./editing.ts"
import { arrangeRole, formOf, permitted } from "./testing.ts"

const moderator = {
  name: "Moderator",
  description: "Watches chats.",
  permissions: ["chat:use" as const, "bots:read" as const],
}

describe("createRole", () => {
  test("makes a role with these permissions, and leaves the change behind", async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const { id } = await createRole(admin, {
      ...moderator,
      permissions: ["chat:use", "bots:read", "chat:use"],
    })
    expect(await permitted(id)).toEqual(["bots:read", "chat:use"])
    const [role] = await owner`select name, description, built_in from roles where id = ${id}`
    expect(role).toEqual({ name: "Moderator", description: "Watches chats.", built_in: null })
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "role.created",
      actor_id: admin.user.id,
      tables: ["role_permissions", "roles"],
    })
  })

  test("needs roles:manage", async () => {
    const viewer = await newActor(await newWorkspace(), { type: "viewer" })
    await expect(createRole(viewer, moderator)).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("a form that is posted twice makes one role", async () => {
    const { workspace, admin } = await arrangeRole()
    const input = { ...moderator, id: uuidv7(), name: "Helpers" }
    await createRole(admin, input)
    await expect(createRole(admin, input)).rejects.toMatchObject({ code: "form-spent" })
    await expect(createRole(admin, { ...input, name: "Others" })).rejects.toMatchObject({
      code: "form-spent",
    })
    expect(
      await owner`select from roles where workspace_id = ${workspace.id} and built_in is null`,
    ).toHaveLength(2)
  })

  test("another workspace's id in the form makes a role here and leaves theirs alone", async () => {
    const { admin } = await arrangeRole()
    const theirs = await arrangeRole(["chat:test"])
    await createRole(admin, { ...moderator, id: theirs.roleId, name: "Helpers" })
    const names = await owner<{ name: string }[]>`
      select name from roles where id = ${theirs.roleId} and workspace_id = ${theirs.workspace.id}`
    expect(names.map(({ name }) => name)).toEqual(["Moderator"])
  })

  test.each(["Moderator", "mODERATOR", "Admin", "admin", "Ｍoderator"])(
    "the name %s is taken",
    async (name) => {
      const { workspace, admin } = await arrangeRole()
      await expect(createRole(admin, { ...moderator, name })).rejects.toMatchObject({
        code: "role-name-taken",
        field: "name",
      })
      expect((await changesOf(workspace)).map(({ action }) => action)).not.toContain("role.created")
    },
  )
})

describe("editRole", () => {
  test("saves name, description and permissions; holders have them at once", async () => {
    const { workspace, admin, roleId } = await arrangeRole(["chat:use", "analytics:read"])
    const person = await newPerson(workspace, { roles: ["Moderator"] })
    await editRole(
      admin,
      await formOf(admin, roleId, {
        name: "Watcher",
        description: "Watches.",
        permissions: ["chat:use", "conversations:monitor"],
      }),
    )
    expect(await permitted(roleId)).toEqual(["chat:use", "conversations:monitor"])
    const [role] = await owner`select name, name_norm, description from roles where id = ${roleId}`
    expect(role).toEqual({ name: "Watcher", name_norm: "watcher", description: "Watches." })
    const held = await owner`select permission from user_permissions where user_id = ${person} order by 1`
    expect(held.map(({ permission }) => permission)).toEqual(["chat:use", "conversations:monitor"])
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "role.edited",
      actor_id: admin.user.id,
      tables: ["role_permissions", "roles"],
    })
  })

  test("a role may keep its name, and write it another way", async () => {
    const { admin, roleId } = await arrangeRole()
    await editRole(admin, await formOf(admin, roleId, { name: "MODERATOR" }))
    const [role] = await owner`select name from roles where id = ${roleId}`
    expect(role).toEqual({ name: "MODERATOR" })
    await expect(editRole(admin, await formOf(admin, roleId, { name: "public" }))).rejects.toMatchObject({
      code: "role-name-taken",
    })
  })

  test("needs roles:manage; another workspace's role and none are NotFound", async () => {
    const { workspace, admin, roleId } = await arrangeRole()
    const form = await formOf(admin, roleId, { permissions: [] })
    await expect(editRole(await newActor(workspace, { type: "viewer" }), form)).rejects.toMatchObject({
      code: "not-permitted",
    })
    const stranger = (await arrangeRole()).admin
    for (const step of [editRole, previewRoleEdit]) {
      await expect(step(stranger, form)).rejects.toMatchObject({ name: "NotFound" })
      await expect(step(admin, { ...form, roleId: uuidv7() })).rejects.toMatchObject({ name: "NotFound" })
    }
    expect(await permitted(roleId)).toEqual(["chat:use"])
  })

  test.each(["Admin", "Public", "Privacy officer"])("the built-in role %s is fixed", async (name) => {
    const { workspace, admin } = await arrangeRole()
    const roleId = await idOf(workspace.id, name)
    const form = await formOf(admin, roleId, { name: "Mine", permissions: ["chat:use"] })
    for (const step of [editRole, previewRoleEdit])
      await expect(step(admin, form)).rejects.toMatchObject({ code: "built-in-role" })
  })

  test("whoever saves second is told what the first one changed, and saves again", async () => {
    const { workspace, admin, roleId } = await arrangeRole(["chat:use", "chat:test"])
    const other = await newActor(workspace, { type: "tenant_admin", firstName: "Ivo", lastName: "Berg" })
    const form = await formOf(admin, roleId, { description: "Mine." })
    const theirs = { name: "Watcher", permissions: ["chat:use" as const, "bots:read" as const] }
    await editRole(other, await formOf(other, roleId, theirs))
    const refusal = await editRole(admin, form).catch((error: unknown) => error)
    expect(refusal).toMatchObject({
      code: "edited-meanwhile",
      message: expect.stringContaining(
        "Ivo Berg set Name to Watcher; Ivo Berg took out chat:test; Ivo Berg put in bots:read.",
      ),
    })
    const { seen } = (refusal as { values: { seen: string } }).values
    expect(await permitted(roleId)).toEqual(["bots:read", "chat:use"])
    await editRole(admin, { ...form, seen })
    expect(await permitted(roleId)).toEqual(["chat:test", "chat:use"])
  })
})

describe("previewRoleEdit", () => {
  test("says beforehand what then happens, and writes nothing", async () => {
    const { workspace, admin, roleId } = await arrangeRole(["chat:use", "analytics:read"])
    const ana = await newPerson(workspace, { firstName: "Ana", lastName: "Ek", roles: ["Moderator"] })
    const ben = await newPerson(workspace, { firstName: "Ben", lastName: "Ohm" })
    const cleo = await newPerson(workspace, { firstName: "Cleo", type: "analyst", roles: ["Moderator"] })
    const gone = await newPerson(workspace, {
      firstName: "Old",
      roles: ["Moderator"],
      archivedAt: new Date(),
    })
    await insertGroup(owner, workspace.id, { name: "Night", roles: ["Moderator"], members: [ben, cleo] })
    await insertRole(owner, workspace.id, { name: "Chatters", permissions: ["chat:use"] })
    const form = await formOf(admin, roleId, { permissions: ["chat:use", "conversations:monitor"] })
    const held = async () => {
      const all = await owner<{ user_id: string; permission: string }[]>`
        select user_id, permission from user_permissions where workspace_id = ${workspace.id}`
      return new Set(all.map(({ user_id, permission }) => `${user_id} ${permission}`))
    }
    const before = await held()
    const changes = (await changesOf(workspace)).length
    const moves = await previewRoleEdit(admin, form)
    expect(await held()).toEqual(before)
    expect(await changesOf(workspace)).toHaveLength(changes)
    expect(
      moves.map(({ permission, gains, loses, keeps }) => ({
        permission,
        gains: gains.first.map(({ id }) => id),
        loses: loses.first.map(({ id }) => id),
        keeps,
      })),
    ).toEqual([
      { permission: "conversations:monitor", gains: [ana, ben, cleo], loses: [], keeps: 0 },
      { permission: "analytics:read", gains: [], loses: [ana, ben], keeps: 1 },
    ])
    await editRole(admin, form)
    const after = await held()
    const less = (one: Set<string>, other: Set<string>) => [...one].filter((each) => !other.has(each)).sort()
    expect(less(after, before)).toEqual(
      [ana, ben, cleo, gone].map((id) => `${id} conversations:monitor`).sort(),
    )
    expect(less(before, after)).toEqual([ana, ben, gone].map((id) => `${id} analytics:read`).sort())
  })
})
