import { describe, expect, test } from "vitest"
import { newActor, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { botRoles, type BotRole } from "./bot-roles.ts"
import {
  adminPermissions,
  builtInRoles,
  landingOf,
  permissions,
  rankPermissions,
  userTypeNames,
  userTypes,
} from "./permissions.ts"

describe("the one list", () => {
  test("has the 24 permissions of the product, and rank compares the 14 of directory and workspace", () => {
    expect(permissions).toHaveLength(24)
    expect(rankPermissions.size).toBe(14)
  })

  test("the Admin permissions are everything except erasing people", () => {
    expect(permissions.filter((permission) => !adminPermissions.includes(permission))).toEqual([
      "users:erase",
    ])
  })

  test("only the role Admin carries what marks an Admin", () => {
    const carrying = Object.entries(builtInRoles).filter(([, role]) =>
      (role.permissions as readonly string[]).some((permission) => permission.startsWith("sso:")),
    )
    expect(carrying.map(([key]) => key)).toEqual(["admin"])
  })

  test.each(userTypeNames)("PostgreSQL knows the same baseline of %s", async (type) => {
    const [row] = await owner<{ held: string[] }[]>`select user_type_permissions(${type}) as held`
    expect([...row!.held].sort()).toEqual([...userTypes[type].baseline].sort())
  })

  test.each(Object.keys(botRoles) as BotRole[])("PostgreSQL knows what the part %s permits", async (role) => {
    const [row] = await owner<{ given: string[] }[]>`select bot_role_permissions(${role}) as given`
    expect(row!.given).toEqual([...botRoles[role].permissions])
  })

  test.each([
    ["tenant_admin", "/users"],
    ["bot_admin", "/bots"],
    ["supervisor", "/desk"],
    ["agent", "/desk"],
    ["analyst", "/analytics"],
    ["viewer", "/users"],
    ["member", "/account"],
  ] as const)("%s lands on %s", (type, path) => {
    expect(landingOf(new Set(userTypes[type].baseline)).path).toBe(path)
  })

  test.each([
    ["user", "/chat"],
    ["agent", "/desk"],
    ["developer", "/chat/test"],
    ["manager", "/users"],
    ["public", "/account"],
    ["bot_builder", "/bots"],
    ["bot_creator", "/bots"],
  ] as const)("the role %s lands on %s", (role, path) => {
    expect(landingOf(new Set(builtInRoles[role].permissions)).path).toBe(path)
  })

  test.each([
    ["owner", "/bots"],
    ["developer", "/bots"],
    ["tester", "/chat/test"],
  ] as const)("the part %s in a bot lands on %s, and gives nothing where parts don't count", (role, path) => {
    expect(landingOf(new Set(), new Set(botRoles[role].permissions)).path).toBe(path)
    expect(landingOf(new Set(), new Set(["users:read", "analytics:read"])).path).toBe("/account")
  })

  test("who may build but not see bots is not led to a page that is closed to them", () => {
    expect(landingOf(new Set(["bots:build", "chat:use"])).path).toBe("/chat")
  })
})

describe("effective permissions", () => {
  test("are the type's, the roles' and the groups' roles' together", async () => {
    const workspace = await newWorkspace()
    const actor = await newActor(workspace, { type: "analyst", roles: ["Developer"] })
    expect([...actor.permissions].sort()).toEqual(["analytics:read", "bots:read", "chat:test"])
  })
})
