import { uuidv7 } from "uuidv7"
import { describe, expect, test } from "vitest"
import { insertGroup } from "#db/seed/groups.ts"
import { changesOf, newActor, newPerson, owner, signedIn } from "#lib/testing/fixtures.ts"
import { arrangeGroup, membersOf } from "#lib/testing/groups.ts"
import { roleId } from "#lib/testing/roles.ts"
import { sureOfAll } from "#lib/testing/sure.ts"
import { createGroup, deleteGroup, editGroup, previewDeleteGroup } from "./editing.ts"
import { getGroup } from "./group.ts"
import { createGroupInput, editGroupInput } from "./input.ts"
import { addMembers } from "./members.ts"

const form = (over: Record<string, unknown> = {}) =>
  createGroupInput.parse({ id: uuidv7(), name: "Berlin support", description: "Desk in Berlin", ...over })

describe("createGroup", () => {
  test("makes the group with its roles, once for each form, and leaves the change behind", async () => {
    const { workspace, admin, role } = await arrangeGroup()
    const input = form({ roles: [role] })
    const made = await Promise.all([createGroup(admin, input), createGroup(admin, input)])
    expect(made).toEqual([{ id: input.id }, { id: input.id }])
    const { name, description, roles, people } = await getGroup(admin, input.id!)
    expect({ name, description, people }).toEqual({
      name: "Berlin support",
      description: "Desk in Berlin",
      people: { counted: 0, more: false },
    })
    expect(roles).toMatchObject([{ name: "Watchers", permissions: ["analytics:read"] }])
    const changes = (await changesOf(workspace)).filter(({ action }) => action === "group.created")
    expect(changes).toEqual([
      { action: "group.created", actor_id: admin.user.id, reason: null, tables: ["group_roles", "groups"] },
    ])
  })

  test("refuses a name that is taken, however it is written, and a form that has made another group", async () => {
    const { admin } = await arrangeGroup()
    const input = form()
    await createGroup(admin, input)
    for (const name of ["Night shift", "NIGHT  SHIFT", "Nïght shift"])
      await expect(createGroup(admin, form({ name }))).rejects.toMatchObject({
        code: "group-name-taken",
        field: "name",
      })
    await expect(createGroup(admin, { ...input, name: "Another" })).rejects.toMatchObject({
      code: "form-spent",
    })
  })

  test("is refused without groups:manage, with a role of nowhere or beyond one's own access", async () => {
    const { workspace, admin, viewer } = await arrangeGroup()
    await expect(createGroup(viewer, form())).rejects.toMatchObject({ code: "not-permitted" })
    const elsewhere = (await arrangeGroup()).role
    await expect(createGroup(admin, form({ roles: [elsewhere] }))).rejects.toMatchObject({
      code: "unknown-role",
      field: "roles",
    })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const roles = [await roleId(workspace.id, "Admin")]
    await expect(createGroup(settings, form({ roles }))).rejects.toMatchObject({ code: "beyond-own-access" })
    // Another workspace's id is as free as any.
    const { group: theirs } = await arrangeGroup()
    await createGroup(admin, form({ id: theirs, name: "Same id" }))
    expect((await getGroup(admin, theirs)).name).toBe("Same id")
  })
})

describe("editGroup", () => {
  test("saves name and description; who saves second is told, and may save again", async () => {
    const { workspace, admin, other, group } = await arrangeGroup()
    const { version } = await getGroup(admin, group)
    const input = editGroupInput.parse({
      groupId: group,
      seen: version,
      name: "Late shift",
      description: "x",
    })
    const outcomes = await Promise.allSettled([
      editGroup(admin, input),
      editGroup(other, { ...input, name: "Night crew" }),
    ])
    const lost = outcomes.findIndex(({ status }) => status === "rejected")
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    const { reason } = outcomes[lost] as PromiseRejectedResult
    expect(reason.code).toBe("edited-meanwhile")
    expect(reason.message).toContain(
      lost === 1 ? "Maya Wright set Name to Late shift" : "Omar Haddad set Name to Night crew",
    )
    await editGroup(lost === 1 ? other : admin, { ...input, name: "Both", seen: reason.values.seen })
    expect(await getGroup(admin, group)).toMatchObject({ name: "Both", description: "x" })
    expect((await changesOf(workspace)).at(-1)).toMatchObject({ action: "group.edited", tables: ["groups"] })
  })

  test("refuses a taken name, without groups:manage, and another workspace's group", async () => {
    const { admin, viewer, group } = await arrangeGroup()
    await createGroup(admin, form())
    const input = editGroupInput.parse({ groupId: group, seen: "99999999", name: "berlin support" })
    await expect(editGroup(admin, input)).rejects.toMatchObject({ code: "group-name-taken", field: "name" })
    await expect(editGroup(viewer, input)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(editGroup((await arrangeGroup()).admin, input)).rejects.toMatchObject({ name: "NotFound" })
    await expect(getGroup((await arrangeGroup()).admin, group)).rejects.toMatchObject({ name: "NotFound" })
    await expect(getGroup(admin, "no id")).rejects.toMatchObject({ name: "NotFound" })
  })
})

describe("deleteGroup", () => {
  test("says who loses what, then takes the group with its members and roles in one change", async () => {
    const { workspace, admin, member, group } = await arrangeGroup()
    await addMembers(admin, { groupId: group, members: [await newPerson(workspace, { type: "analyst" })] })
    const moves = await previewDeleteGroup(admin, group)
    expect(moves).toMatchObject([{ permission: "analytics:read", keeps: 1, loses: { people: 1 } }])
    expect(moves[0]!.loses.first[0]!.id).toBe(member)
    expect(await membersOf(group)).toHaveLength(2)
    await deleteGroup(admin, { groupId: group })
    await expect(getGroup(admin, group)).rejects.toMatchObject({ name: "NotFound" })
    expect(await membersOf(group)).toEqual([])
    expect((await changesOf(workspace)).at(-1)).toEqual({
      action: "group.deleted",
      actor_id: admin.user.id,
      reason: null,
      tables: ["group_members", "group_roles", "groups"],
    })
  })

  test("deleted twice, also at once, is deleted once", async () => {
    const { workspace, admin, other, group } = await arrangeGroup()
    await Promise.all([admin, other].map((actor) => deleteGroup(actor, { groupId: group })))
    await deleteGroup(admin, { groupId: group })
    expect((await changesOf(workspace)).filter(({ action }) => action === "group.deleted")).toHaveLength(1)
  })

  test.each([
    ["their type", { type: "tenant_admin" as const }],
    ["a role", { roles: ["Admin"] }],
    ["another group", {}],
    ["a role, though archived", { roles: ["Admin"], archivedAt: new Date() }],
  ])("is refused, and said beforehand, with somebody in it who holds more by %s", async (by, person) => {
    const { workspace } = await arrangeGroup()
    const above = await newPerson(workspace, person)
    if (by === "another group")
      await insertGroup(owner, workspace.id, { name: "Admins", roles: ["Admin"], members: [above] })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const of = (name: string, members: string[]) =>
      insertGroup(owner, workspace.id, { name, roles: ["Watchers"], members })
    const group = await of("With", [await newPerson(workspace), above])
    for (const remove of [
      () => deleteGroup(settings, { groupId: group }),
      () => previewDeleteGroup(settings, group),
    ])
      await expect(remove()).rejects.toMatchObject({ code: "group-member-outranks" })
    expect(await membersOf(group)).toHaveLength(2)
    const without = await of("Without", [await newPerson(workspace), settings.user.id])
    expect(await previewDeleteGroup(settings, without)).toHaveLength(1)
  })

  test("is refused without groups:manage and elsewhere; one's own access goes only when one is sure", async () => {
    const { workspace, admin, viewer, group } = await arrangeGroup()
    for (const remove of [
      (actor: typeof admin) => deleteGroup(actor, { groupId: group }),
      (actor: typeof admin) => previewDeleteGroup(actor, group),
    ]) {
      await expect(remove(viewer)).rejects.toMatchObject({ code: "not-permitted" })
      await expect(remove((await arrangeGroup()).admin)).rejects.toMatchObject({ name: "NotFound" })
    }
    const self = await signedIn(workspace, await newPerson(workspace, { roles: ["Settings"] }))
    await addMembers(admin, { groupId: group, members: [self.user.id] })
    const manager = await signedIn(workspace, self.user.id)
    await expect(deleteGroup(manager, { groupId: group })).rejects.toMatchObject({
      code: "own-access",
      values: { sure: expect.stringMatching(/:/) },
    })
    await deleteGroup(manager, { groupId: group, sure: sureOfAll })
    expect(await owner`select from groups where id = ${group}`).toHaveLength(0)
  })
})
