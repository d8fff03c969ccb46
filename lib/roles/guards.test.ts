import { describe, expect, test } from "vitest"
import { insertRole } from "#db/seed/groups.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { newActor, newPerson, owner } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"
import { sureOfAll } from "#lib/testing/sure.ts"
import { deleteRole } from "./deletion.ts"
import { createRole, editRole, previewRoleEdit } from "./editing.ts"
import { createRoleInput } from "./input.ts"
import { arrangeRole, formOf, permitted } from "./testing.ts"

const beyond = { code: "beyond-own-access", field: "permissions" }

/** Somebody who manages roles and holds nothing besides but what is said. */
async function arrangeManager(others: Permission[] = []) {
  const arranged = await arrangeRole(["chat:use", "settings:manage"])
  await insertRole(owner, arranged.workspace.id, {
    name: "Role keeper",
    permissions: ["users:read", "roles:manage", ...others],
  })
  return { ...arranged, manager: await newActor(arranged.workspace, { roles: ["Role keeper"] }) }
}

describe("only what one holds can be put in", () => {
  test.each(["users:write", "audit:read", "bots:publish", "analytics:read"] as const)(
    "%s not: neither at first nor later, nor to look what it would do",
    async (permission) => {
      const { manager, admin, roleId } = await arrangeManager()
      await expect(
        createRole(manager, { name: "Mine", description: "", permissions: ["users:read", permission] }),
      ).rejects.toMatchObject(beyond)
      const form = await formOf(admin, roleId, { permissions: ["chat:use", "settings:manage", permission] })
      await expect(editRole(manager, form)).rejects.toMatchObject(beyond)
      await expect(previewRoleEdit(manager, form)).rejects.toMatchObject(beyond)
      expect(await permitted(roleId)).toEqual(["chat:use", "settings:manage"])
    },
  )

  test("what one holds by then counts, not what one held when the form was shown", async () => {
    const { manager, admin, workspace } = await arrangeManager(["chat:test"])
    const keeper = await roleId(workspace.id, "Role keeper")
    await editRole(admin, await formOf(admin, keeper, { permissions: ["users:read", "roles:manage"] }))
    expect(manager.permissions.has("chat:test")).toBe(true)
    await expect(
      createRole(manager, { name: "Mine", description: "", permissions: ["chat:test"] }),
    ).rejects.toMatchObject(beyond)
  })

  test("what stands in it already may stay; a bot permission may go, one of the directory not", async () => {
    const { manager, admin, roleId } = await arrangeManager()
    await editRole(manager, await formOf(admin, roleId, { name: "Renamed" }))
    await editRole(manager, await formOf(admin, roleId, { permissions: ["settings:manage"] }))
    expect(await permitted(roleId)).toEqual(["settings:manage"])
    await expect(editRole(manager, await formOf(admin, roleId, { permissions: [] }))).rejects.toMatchObject({
      code: "beyond-own-access",
    })
  })

  test("erasing is put in by nobody but who may erase", async () => {
    const { workspace, admin } = await arrangeRole()
    const eraser = { name: "Eraser", description: "", permissions: ["users:erase" as const] }
    await expect(createRole(admin, eraser)).rejects.toMatchObject(beyond)
    const officer = await newActor(workspace, { roles: ["Admin", "Privacy officer"] })
    const { id } = await createRole(officer, eraser)
    expect(await permitted(id)).toEqual(["users:erase"])
  })

  test.each(["sso:manage", "sso:bypass"] as const)("%s not even by an admin", async (permission) => {
    const { admin, roleId } = await arrangeRole()
    const refusal = { code: "admin-only-permission", field: "permissions" }
    await expect(
      createRole(admin, { name: "Mine", description: "", permissions: [permission] }),
    ).rejects.toMatchObject(refusal)
    const form = await formOf(admin, roleId, { permissions: ["chat:use", permission] })
    await expect(editRole(admin, form)).rejects.toMatchObject(refusal)
    await expect(previewRoleEdit(admin, form)).rejects.toMatchObject(refusal)
  })
})

describe("one's own access", () => {
  test("who takes it from themselves is told first, and may be sure", async () => {
    const { workspace, roleId } = await arrangeRole(["users:read", "roles:manage", "chat:use"])
    const own = await newActor(workspace, { roles: ["Moderator"] })
    const form = await formOf(own, roleId, { permissions: ["users:read", "roles:manage"] })
    const refusal = { code: "own-access", values: { sure: expect.stringMatching(/:/) } }
    await expect(editRole(own, form)).rejects.toMatchObject(refusal)
    expect(await permitted(roleId)).toContain("chat:use")
    const [move] = await previewRoleEdit(own, form)
    expect(move).toMatchObject({ permission: "chat:use", loses: { people: 1, first: [{ id: own.user.id }] } })
    await editRole(own, { ...form, sure: sureOfAll })
    await expect(deleteRole(own, { roleId })).rejects.toMatchObject(refusal)
    await deleteRole(own, { roleId, sure: sureOfAll })
    expect(await permitted(roleId)).toBeNull()
  })

  test("a role that one's own access does not hang on goes without a question", async () => {
    const { workspace, admin, roleId } = await arrangeRole(["chat:use"])
    await newPerson(workspace, { roles: ["Moderator"] })
    await editRole(admin, await formOf(admin, roleId, { permissions: [] }))
    await deleteRole(admin, { roleId })
    expect(await permitted(roleId)).toBeNull()
  })
})

test("a name that hides or overflows, and a permission that is none, are refused by the schema", () => {
  const say = (name: string) => createRoleInput.safeParse({ name, permissions: [] })
  expect(say("  Night   shift ").data).toMatchObject({ name: "Night shift", description: "" })
  for (const name of ["", "   ", "a".repeat(81), "Ad\u200bmin", "Ad\u0000min", "\u202eAdmin"])
    expect(say(name).success, JSON.stringify(name)).toBe(false)
  expect(createRoleInput.safeParse({ name: "x", permissions: ["everything:do"] }).success).toBe(false)
  expect(createRoleInput.safeParse({ name: "x", permissions: Array(25).fill("chat:use") }).success).toBe(
    false,
  )
})
