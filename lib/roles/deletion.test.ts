import { describe, expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import { insertGroup } from "#db/seed/groups.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { roleId as idOf } from "#lib/testing/roles.ts"
import { deleteRole, previewRoleDeletion } from "./deletion.ts"
import { arrangeRole, permitted } from "./testing.ts"

async function arrangeHeld() {
  const arranged = await arrangeRole(["chat:use", "chat:test"])
  const { workspace } = arranged
  const ana = await newPerson(workspace, { firstName: "Ana", roles: ["Moderator"] })
  const ben = await newPerson(workspace, { firstName: "Ben", roles: ["User"] })
  const group = await insertGroup(owner, workspace.id, {
    name: "Night",
    roles: ["Moderator"],
    members: [ben],
  })
  return { ...arranged, ana, ben, group }
}

describe("deleteRole", () => {
  test("takes it from everybody and every group, and leaves one change behind", async () => {
    const { workspace, admin, roleId, ana, ben } = await arrangeHeld()
    await deleteRole(admin, { roleId })
    expect(await permitted(roleId)).toBeNull()
    for (const table of ["user_roles", "group_roles", "role_permissions"])
      expect(await owner`select from ${owner(table)} where role_id = ${roleId}`, table).toHaveLength(0)
    const held =
      await owner`select user_id, permission from user_permissions where user_id in ${owner([ana, ben])}`
    expect([...held]).toEqual([{ user_id: ben, permission: "chat:use" }])
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "role.deleted",
      actor_id: admin.user.id,
      tables: ["group_roles", "role_permissions", "roles", "user_roles"],
    })
  })

  test("needs roles:manage; another workspace's role and none are NotFound; built-in ones stay", async () => {
    const { workspace, admin, roleId } = await arrangeHeld()
    const viewer = await newActor(workspace, { type: "viewer" })
    const stranger = await newActor(await newWorkspace(), { type: "tenant_admin" })
    const builtIn = await idOf(workspace.id, "Public")
    for (const step of [
      (actor: typeof admin, id: string) => deleteRole(actor, { roleId: id }),
      previewRoleDeletion,
    ]) {
      await expect(step(viewer, roleId)).rejects.toMatchObject({ code: "not-permitted" })
      await expect(step(stranger, roleId)).rejects.toMatchObject({ name: "NotFound" })
      await expect(step(admin, uuidv7())).rejects.toMatchObject({ name: "NotFound" })
      await expect(step(admin, builtIn)).rejects.toMatchObject({ code: "built-in-role" })
    }
    expect(await permitted(roleId)).toEqual(["chat:test", "chat:use"])
  })

  test("not where it holds, or somebody who has it holds, what the actor does not", async () => {
    const { workspace, roleId } = await arrangeHeld()
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await newPerson(workspace, { type: "tenant_admin", roles: ["Moderator"] })
    const outranked = { code: "role-holder-outranks" }
    await expect(deleteRole(settings, { roleId })).rejects.toMatchObject(outranked)
    await expect(previewRoleDeletion(settings, roleId)).rejects.toMatchObject(outranked)
    const strong = await arrangeRole(["sessions:revoke", "users:erase"])
    const keeper = await newActor(strong.workspace, { roles: ["Settings"] })
    await expect(deleteRole(keeper, { roleId: strong.roleId })).rejects.toMatchObject({
      code: "beyond-own-access",
    })
    expect(await permitted(strong.roleId)).toEqual(["sessions:revoke", "users:erase"])
  })
})

describe("previewRoleDeletion", () => {
  test("says beforehand who loses what, and writes nothing", async () => {
    const { workspace, admin, roleId, ana, ben } = await arrangeHeld()
    const changes = (await changesOf(workspace)).length
    const moves = await previewRoleDeletion(admin, roleId)
    expect(
      moves.map(({ permission, gains, loses, keeps }) => ({
        permission,
        gains: gains.people,
        loses: loses.first.map(({ id }) => id),
        keeps,
      })),
    ).toEqual([
      { permission: "chat:use", gains: 0, loses: [ana], keeps: 1 },
      { permission: "chat:test", gains: 0, loses: [ana, ben], keeps: 0 },
    ])
    expect(await permitted(roleId)).toEqual(["chat:test", "chat:use"])
    expect(await changesOf(workspace)).toHaveLength(changes)
    await deleteRole(admin, { roleId })
    const held = await owner`select permission from user_permissions where user_id in ${owner([ana, ben])}`
    expect(held.map(({ permission }) => permission)).toEqual(["chat:use"])
  })
})
