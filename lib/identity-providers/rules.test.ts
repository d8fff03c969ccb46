import { describe, expect, test } from "vitest"
import { insertGroup, insertRole } from "#db/seed/groups.ts"
import { belongTo, giveByRule, insertRule } from "#db/seed/identity-providers.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { previewUndo, undoChange } from "#lib/audit/undo.ts"
import { deleteGroup } from "#lib/groups/editing.ts"
import { setGroupRoles } from "#lib/groups/roles.ts"
import { deleteRole } from "#lib/roles/deletion.ts"
import { editRole } from "#lib/roles/editing.ts"
import { arrangeRole, formOf } from "#lib/roles/testing.ts"
import { newProvider } from "#lib/testing/directory.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { roleId } from "#lib/testing/roles.ts"
import { suspendUser } from "#lib/users/life.ts"
import { getUser } from "#lib/users/user.ts"
import { rulesGiving } from "./rules.ts"

const undo = (changeId: string) => ({ changeId, reason: "", sure: "" })
const rulesOf = (workspace: { id: string }) =>
  owner`select value from identity_provider_rules where workspace_id = ${workspace.id} order by 1`

const arrange = async () => {
  const arranged = await arrangeRole(["chat:use"])
  const { workspace, roleId: moderator } = arranged
  const provider = await newProvider(workspace, { owns: ["groups"] })
  await insertRule(owner, workspace.id, provider, { value: "mods", role: "Moderator" })
  const tom = await newPerson(workspace, { firstName: "Tom" })
  await belongTo(owner, workspace.id, tom, provider)
  await giveByRule(owner, workspace.id, tom, provider, { role: "Moderator" })
  return { ...arranged, provider, tom, moderator }
}

describe("a role that a rule gives", () => {
  test("goes with the rule, which comes back with it, for who may have rules", async () => {
    const { workspace, admin, moderator, tom } = await arrange()
    expect(await rulesGiving(admin, { roleId: moderator })).toEqual([
      { provider: "Microsoft Entra", value: "mods" },
    ])
    await deleteRole(admin, { roleId: moderator, sure: "" })
    expect(await rulesOf(workspace)).toHaveLength(0)
    const deleted = await latestChange(workspace)
    expect((await changesOf(workspace)).at(-1)!.tables).toContain("identity_provider_rules")
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await expect(undoChange(settings, undo(deleted))).rejects.toMatchObject({ code: "not-permitted" })
    expect(await previewUndo(admin, deleted)).toMatchObject({ refusal: null, conflicts: [] })
    await undoChange(admin, undo(deleted))
    expect(await rulesOf(workspace)).toMatchObject([{ value: "mods" }])
    expect((await getUser(admin, tom)).roles).toMatchObject([{ name: "Moderator", rule: "Microsoft Entra" }])
    const undone = await latestChange(workspace)
    await undoChange(admin, undo(undone))
    expect(await rulesOf(workspace)).toHaveLength(0)
  })

  test("does not come to let erase people, nor does an undo bring that back", async () => {
    const { workspace, moderator, provider } = await arrange()
    const officer = await newActor(workspace, { type: "tenant_admin", roles: ["Privacy officer"] })
    const erasing: Permission[] = ["chat:use", "users:erase"]
    await expect(
      editRole(officer, await formOf(officer, moderator, { permissions: erasing })),
    ).rejects.toMatchObject({
      code: "erase-by-rule",
      field: "permissions",
    })
    const strong = await insertRole(owner, workspace.id, {
      name: "Strong",
      permissions: ["chat:use", "users:erase"],
    })
    await editRole(officer, await formOf(officer, strong, { permissions: ["chat:use"] }))
    const edited = await latestChange(workspace)
    await insertRule(owner, workspace.id, provider, { value: "strong", role: "Strong" })
    await expect(undoChange(officer, undo(edited))).rejects.toMatchObject({ code: "erase-by-rule" })
  })
})

describe("a group that a rule gives", () => {
  const arrangeGroup = async () => {
    const { workspace, admin, provider, tom } = await arrange()
    const group = await insertGroup(owner, workspace.id, { name: "Support", roles: ["Agent"], members: [] })
    await insertRule(owner, workspace.id, provider, { value: "support-berlin", groupId: group })
    await giveByRule(owner, workspace.id, tom, provider, { groupId: group })
    return { workspace, admin, provider, tom, group }
  }

  test("goes with the rule, and undone both are there again, with who is in it", async () => {
    const { workspace, admin, tom, group } = await arrangeGroup()
    await deleteGroup(admin, { groupId: group, sure: "" })
    expect(await rulesOf(workspace)).toMatchObject([{ value: "mods" }])
    const deleted = await latestChange(workspace)
    await undoChange(admin, undo(deleted))
    expect(await rulesOf(workspace)).toMatchObject([{ value: "mods" }, { value: "support-berlin" }])
    expect((await getUser(admin, tom)).groups).toMatchObject([{ name: "Support", rule: "Microsoft Entra" }])
    await undoChange(admin, undo(await latestChange(workspace)))
    expect((await getUser(admin, tom)).groups).toEqual([])
  })

  test("does not come to let erase people by a role of its own", async () => {
    const { workspace, group } = await arrangeGroup()
    const officer = await newActor(workspace, { type: "tenant_admin", roles: ["Privacy officer"] })
    const roles = [await roleId(workspace.id, "Privacy officer")]
    await expect(
      setGroupRoles(officer, { groupId: group, seen: "999999999999", sure: "", roles }),
    ).rejects.toMatchObject({ code: "erase-by-rule", field: "roles" })
  })
})

test("what a directory owns by now stays when an earlier change is undone, and is said in words", async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const tom = await newPerson(workspace, { firstName: "Tom", lastName: "Becker" })
  await suspendUser(admin, { userId: tom, reason: "" })
  const suspended = await latestChange(workspace)
  await belongTo(owner, workspace.id, tom, await newProvider(workspace, { owns: ["status"] }))
  expect(await previewUndo(admin, suspended)).toMatchObject({
    conflicts: [
      {
        about: { name: "Tom Becker" },
        now: "Microsoft Entra owns this person's status by now.",
        way: expect.stringContaining("Change it there"),
      },
    ],
  })
  await expect(undoChange(admin, undo(suspended))).rejects.toMatchObject({ code: "undo-conflict" })
  expect((await getUser(admin, tom)).status).toBe("suspended")
})
