import { and, eq } from "drizzle-orm"
import { beforeEach, describe, expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import { groupMembers, groupRoles, groups } from "#db/schema/groups.ts"
import { rolePermissions, roles, userRoles } from "#db/schema/roles.ts"
import { insertGroup, insertRole } from "#db/seed/groups.ts"
import { insertPeople } from "#db/seed/people.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { newActor, newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { roleId } from "#lib/testing/roles.ts"
import { deleteGroup } from "#lib/groups/editing.ts"
import { deleteRole } from "#lib/roles/deletion.ts"
import { eraseUser } from "#lib/users/erasure.ts"
import { archiveUser } from "#lib/users/life.ts"
import { setRoles } from "#lib/users/roles-given.ts"
import { previewUndo, undoChange } from "./undo.ts"

let workspace: TestWorkspace
let admin: Actor
let person: string
beforeEach(async () => {
  workspace = await newWorkspace()
  admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  person = await newPerson(workspace, { firstName: "Hugo", lastName: "Mensah", roles: ["Developer"] })
})

const w = () => ({ workspaceId: workspace.id })
const undo = (actor: Actor, changeId: string) => undoChange(actor, { changeId, reason: "", sure: "" })
const rolesOf = async (id: string) =>
  (
    await owner<{ name: string }[]>`
      select r.name from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = ${id} order by 1`
  ).map(({ name }) => name)
const give = async (actor: Actor, ...names: string[]) => {
  const wanted = await Promise.all(names.map((name) => roleId(workspace.id, name)))
  await setRoles(actor, { userId: person, seen: "999999999999", sure: "", roles: wanted })
}

describe("what has moved on since", () => {
  test("is named with who did it, and nothing is put back", async () => {
    await give(admin, "Agent")
    const first = await latestChange(workspace)
    await give(
      await newActor(workspace, { type: "tenant_admin", firstName: "Amelia", lastName: "Okafor" }),
      "User",
    )
    const since = await latestChange(workspace)
    const { conflicts, putsBack } = await previewUndo(admin, first)
    expect(putsBack).toBeNull()
    expect(conflicts).toMatchObject([
      {
        about: { name: "Hugo Mensah", href: `/users/${person}` },
        now: "The role Agent has been removed already.",
        since: { id: since, by: "Amelia Okafor" },
      },
    ])
    await expect(undo(admin, first)).rejects.toMatchObject({ code: "undo-conflict" })
    expect(await rolesOf(person)).toEqual(["User"])
  })

  test("whoever is in the archive by now is left alone, whoever was erased stays so", async () => {
    await give(admin, "Agent")
    const first = await latestChange(workspace)
    await archiveUser(admin, { userId: person })
    expect((await previewUndo(admin, first)).conflicts.map(({ way }) => way)).toEqual(["Restore them first."])
    await expect(undo(admin, first)).rejects.toMatchObject({ code: "undo-conflict" })
    const officer = await newActor(workspace, { type: "tenant_admin", roles: ["Privacy officer"] })
    const [user] = await owner<{ email: string }[]>`select email from users where id = ${person}`
    await eraseUser(officer, { userId: person, confirm: user!.email, reason: "" })
    expect((await previewUndo(officer, first)).conflicts.map(({ now }) => now)).toContain(
      "This person has been erased.",
    )
    expect(await rolesOf(person)).toEqual([])
  })

  test("a role that was made, given since; deleted, its name taken since", async () => {
    const id = uuidv7()
    await change(admin, "roles:manage", "role.created", async (tx) => {
      await tx.insert(roles).values({ ...w(), id, name: "Night", nameNorm: "night" })
      await tx.insert(rolePermissions).values({ ...w(), roleId: id, permission: "chat:use" })
    })
    const made = await latestChange(workspace)
    await give(admin, "Night")
    expect((await previewUndo(admin, made)).conflicts).toMatchObject([
      { now: "The role Night has been given to somebody since." },
    ])
    await change(admin, "roles:manage", "role.deleted", async (tx) => {
      await tx.delete(userRoles).where(eq(userRoles.roleId, id))
      await tx.delete(rolePermissions).where(eq(rolePermissions.roleId, id))
      await tx.delete(roles).where(eq(roles.id, id))
    })
    const deleted = await latestChange(workspace)
    expect((await previewUndo(admin, made)).conflicts.map(({ now }) => now)).toContain(
      "The role Night has been removed already.",
    )
    const taken = await insertRole(owner, workspace.id, { name: "Night", permissions: [] })
    expect((await previewUndo(admin, deleted)).conflicts.map(({ now }) => now)).toContain(
      "Another one has this name by now.",
    )
    await change(admin, "roles:manage", "role.edited", (tx) =>
      tx.update(roles).set({ name: "Day", nameNorm: "day" }).where(eq(roles.id, taken)),
    )
    await undo(admin, deleted)
    expect(await rolesOf(person)).toEqual(["Night"])
  })

  test("one holder who was erased since stands in nobody's way, and gets nothing back", async () => {
    const role = await insertRole(owner, workspace.id, { name: "Night", permissions: ["chat:use"] })
    const leaver = await newPerson(workspace, { roles: ["Night"], archivedAt: new Date() })
    await give(admin, "Night")
    await deleteRole(admin, { roleId: role })
    const deleted = await latestChange(workspace)
    const officer = await newActor(workspace, { type: "tenant_admin", roles: ["Privacy officer"] })
    const [user] = await owner<{ email: string }[]>`select email from users where id = ${leaver}`
    await eraseUser(officer, { userId: leaver, confirm: user!.email, reason: "" })
    await undo(admin, deleted)
    expect([await rolesOf(person), await rolesOf(leaver)]).toEqual([["Night"], []])
  })

  test("of a group of a thousand whose name is taken only that is said", async () => {
    const members = await insertPeople(
      owner,
      workspace.id,
      Array.from({ length: 1000 }, (_, n) => ({
        firstName: "C",
        lastName: `${n}`,
        email: `c${n}@acme.example`,
      })),
    )
    const group = await insertGroup(owner, workspace.id, { name: "Crowd", roles: ["User"], members })
    await deleteGroup(admin, { groupId: group })
    const deleted = await latestChange(workspace)
    await insertGroup(owner, workspace.id, { name: "crowd", roles: [], members: [] })
    expect((await previewUndo(admin, deleted)).conflicts.map(({ now }) => now)).toEqual([
      "Another one has this name by now.",
    ])
  })

  test("column by column: what somebody else changed beside it stays", async () => {
    const group = await insertGroup(owner, workspace.id, {
      name: "Night shift",
      roles: [],
      members: [person],
    })
    const edit = (set: { name?: string; description?: string }) =>
      change(admin, "groups:manage", "group.edited", (tx) =>
        tx
          .update(groups)
          .set({ ...set, ...(set.name && { nameNorm: set.name.toLowerCase() }) })
          .where(eq(groups.id, group)),
      )
    await edit({ name: "Late shift" })
    const renamed = await latestChange(workspace)
    await edit({ description: "From ten to six" })
    await undo(admin, renamed)
    const [row] = await owner`select name, description from groups where id = ${group}`
    expect(row).toEqual({ name: "Night shift", description: "From ten to six" })
    const role = await roleId(workspace.id, "Agent")
    await change(admin, "groups:manage", "group.deleted", async (tx) => {
      await tx.insert(groupRoles).values({ ...w(), groupId: group, roleId: role })
      await tx.delete(groupRoles).where(and(eq(groupRoles.groupId, group), eq(groupRoles.roleId, role)))
      await tx.delete(groupMembers).where(eq(groupMembers.groupId, group))
      await tx.delete(groups).where(eq(groups.id, group))
    })
    await undo(admin, await latestChange(workspace))
    expect([...(await owner`select user_id from group_members where group_id = ${group}`)]).toEqual([
      { user_id: person },
    ])
  })
})
