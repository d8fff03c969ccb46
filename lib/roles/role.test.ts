import { describe, expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import { insertGroup, insertRole } from "#db/seed/groups.ts"
import { permissions } from "#lib/access/permissions.ts"
import { newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { roleId as idOf } from "#lib/testing/roles.ts"
import { holdersOf } from "./holders.ts"
import { listRolesWithHolders } from "./listing.ts"
import { read } from "#lib/access/read.ts"
import { getRole } from "./role.ts"
import { roleTemplates, templateOf } from "./templates.ts"
import { arrangeRole } from "./testing.ts"

async function arrangeHolders() {
  const arranged = await arrangeRole(["chat:use", "settings:manage"])
  const { workspace } = arranged
  const people = await Promise.all([1, 2, 3].map(() => newPerson(workspace, { roles: ["Moderator"] })))
  const gone = await newPerson(workspace, { roles: ["Moderator"], archivedAt: new Date() })
  const other = await newPerson(workspace)
  await insertGroup(owner, workspace.id, {
    name: "Night",
    roles: ["Moderator"],
    members: [people[0]!, other, gone],
  })
  await insertGroup(owner, workspace.id, { name: "Day", roles: ["Moderator"], members: [other] })
  return arranged
}

describe("getRole", () => {
  test("says what it permits and who has it, each person once, people in the archive left aside", async () => {
    const { admin, roleId } = await arrangeHolders()
    const role = await getRole(admin, roleId)
    expect(role).toMatchObject({
      name: "Moderator",
      builtIn: false,
      direct: { people: 3, more: false },
      byGroups: { people: 2, more: false },
      groupCount: 2,
      groups: [{ name: "Day" }, { name: "Night" }],
      may: { edit: null, duplicate: null, delete: null },
    })
    expect(role.permissions.toSorted()).toEqual(["chat:use", "settings:manage"])
  })

  test("needs users:read; another workspace's role, none and no id at all are NotFound", async () => {
    const { workspace, admin, roleId } = await arrangeRole()
    await expect(getRole(await newActor(workspace), roleId)).rejects.toMatchObject({ code: "not-permitted" })
    const stranger = await newActor(await newWorkspace(), { type: "tenant_admin" })
    await expect(getRole(stranger, roleId)).rejects.toMatchObject({ name: "NotFound" })
    for (const id of [uuidv7(), "no-id-at-all"])
      await expect(getRole(admin, id)).rejects.toMatchObject({ name: "NotFound" })
  })

  test("says what the reader can't do, and why", async () => {
    const { workspace, admin, roleId } = await arrangeRole(["audit:read", "sessions:revoke"])
    const builtIn = await idOf(workspace.id, "Admin")
    expect((await getRole(admin, builtIn)).may).toEqual({
      edit: "built-in-role",
      duplicate: null,
      delete: "built-in-role",
    })
    const viewer = await newActor(workspace, { type: "viewer" })
    expect(new Set(Object.values((await getRole(viewer, roleId)).may))).toEqual(new Set(["not-permitted"]))
    await insertRole(owner, workspace.id, { name: "Keeper", permissions: ["users:read", "roles:manage"] })
    const keeper = await newActor(workspace, { roles: ["Keeper"] })
    expect((await getRole(keeper, roleId)).may).toEqual({
      edit: null,
      duplicate: null,
      delete: "beyond-own-access",
    })
  })
})

describe("holdersOf", () => {
  test("stops where it was told to and says that there are more", async () => {
    const { admin, roleId } = await arrangeHolders()
    const holders = (most: number) => read(admin, "users:read", (tx) => holdersOf(tx, [roleId], most))
    expect((await holders(2)).get(roleId)).toEqual({
      direct: { people: 2, more: true },
      byGroups: { people: 2, more: true },
      services: 0,
    })
    expect((await holders(3)).get(roleId)).toEqual({
      direct: { people: 3, more: false },
      byGroups: { people: 2, more: false },
      services: 0,
    })
  })
})

describe("listRolesWithHolders", () => {
  test("pages through many roles, built-in ones first", async () => {
    const { workspace, admin } = await arrangeHolders()
    for (let n = 0; n < 45; n += 1)
      await insertRole(owner, workspace.id, { name: `Zone ${String(n).padStart(2, "0")}`, permissions: [] })
    const first = await listRolesWithHolders(admin, { page: 1 })
    expect(first).toMatchObject({ total: 56, page: 1, pages: 2 })
    expect(first.roles).toHaveLength(50)
    expect(first.roles[0]).toMatchObject({ name: "Admin", builtIn: true, may: { edit: "built-in-role" } })
    expect(first.roles.find(({ name }) => name === "Moderator")).toMatchObject({
      direct: { people: 3, more: false },
      byGroups: { people: 2, more: false },
      may: { edit: null, delete: null },
    })
    const last = await listRolesWithHolders(admin, { page: 99 })
    expect(last.page).toBe(2)
    expect(last.roles.map(({ name }) => name).slice(-1)).toEqual(["Zone 44"])
  })

  test("needs users:read", async () => {
    const nobody = await newActor(await newWorkspace())
    await expect(listRolesWithHolders(nobody, { page: 1 })).rejects.toMatchObject({ code: "not-permitted" })
  })
})

test("templates hold what an own role may, under names that nobody has yet", async () => {
  const names = new Set<string>()
  for (const { name, description, permissions: held } of Object.values(roleTemplates)) {
    names.add(name)
    expect(description).toMatch(/\.$/)
    for (const permission of held) {
      expect(permissions).toContain(permission)
      expect(permission).not.toMatch(/^sso:/)
    }
  }
  expect([...names]).toEqual(["Development", "Testing", "Staging", "Moderator", "Help desk", "Auditor"])
  expect(templateOf("moderator")?.name).toBe("Moderator")
  for (const none of [undefined, "", "nothing", "constructor", ["moderator"]])
    expect(templateOf(none)).toBeNull()
})
