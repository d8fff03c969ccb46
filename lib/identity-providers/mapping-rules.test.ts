import { describe, expect, test } from "vitest"
import { inChange, insertLink } from "#db/seed/identity-providers.ts"
import { adminPermissions, permissions } from "#lib/access/permissions.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { stateOf } from "#lib/testing/life-invariants.ts"
import {
  almostAdmin,
  arrange,
  forgetProof,
  groupWith,
  insertLinked,
  insertProvider,
} from "#lib/testing/provider-setup.ts"
import { roleId } from "#lib/testing/roles.ts"
import { sureOfAll } from "#lib/testing/sure.ts"
import { setRulesInput } from "./input.ts"
import { getRules, previewRules, setRules } from "./mapping-rules.ts"

const rules = (providerId: string, mapping: Record<string, string> = {}, fields = {}) =>
  setRulesInput.parse({
    providerId,
    values: Object.keys(mapping),
    gives: Object.values(mapping),
    ...fields,
  })

const rolesOf = async (userId: string) =>
  (
    await owner<{ name: string }[]>`
      select r.name from user_roles ur join roles r on r.workspace_id = ur.workspace_id and r.id = ur.role_id
       where ur.user_id = ${userId} order by 1`
  ).map(({ name }) => name)

async function arrangeRules() {
  const { workspace, admin } = await arrange()
  const providerId = await insertProvider(workspace)
  const role = async (name: string) => `role:${await roleId(workspace.id, name)}`
  return { workspace, admin, providerId, role }
}

describe("rules", () => {
  test("give to who is linked what the provider named a group for, and take it when they go", async () => {
    const { workspace, admin, providerId, role } = await arrangeRules()
    const maya = await insertLinked(workspace, providerId, ["support"], { roles: ["User"] })
    const support = await groupWith(workspace, "Support")
    const mapping = { support: await role("Agent"), other: `group:${support}` }
    expect(await setRules(admin, rules(providerId, mapping))).toEqual({ given: 1, taken: 0 })
    expect(await rolesOf(maya)).toEqual(["Agent", "User"])
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "identity_provider.rules_set",
      tables: ["identity_provider_rules", "user_roles"],
    })
    expect(await setRules(admin, rules(providerId))).toEqual({ given: 0, taken: 1 })
    expect(await rolesOf(maya)).toEqual(["User"])
  })

  test("for new accounts touch nobody who is there", async () => {
    const { workspace, admin, providerId } = await arrangeRules()
    const maya = await insertLinked(workspace, providerId, [])
    const newRoles = [await roleId(workspace.id, "User")]
    await setRules(admin, rules(providerId, {}, { newRoles }))
    expect(await rolesOf(maya)).toEqual([])
    expect((await getRules(admin, providerId)).rules).toMatchObject([{ value: null, roleId: newRoles[0] }])
  })

  test("the preview names who gains and who loses, and changes nothing", async () => {
    const { workspace, admin, providerId, role } = await arrangeRules()
    const maya = await insertLinked(workspace, providerId, ["support"])
    const before = await stateOf(workspace.id)
    const told = await previewRules(admin, rules(providerId, { support: await role("User") }))
    expect(told).toMatchObject({
      given: 1,
      taken: 0,
      moves: [{ permission: "chat:use", gains: { people: 1 } }],
    })
    expect(told.moves[0]!.gains.first).toMatchObject([{ id: maya }])
    expect(await stateOf(workspace.id)).toBe(before)
    const almost = await almostAdmin(workspace, adminPermissions)
    await expect(previewRules(almost, rules(providerId))).rejects.toMatchObject({ code: "needs-admin" })
  })

  test("what lets erase people is refused by name, given by a role or by a group", async () => {
    const { workspace, admin, providerId, role } = await arrangeRules()
    const group = await groupWith(workspace, "Cleaners", ["Privacy officer"])
    for (const [given, name] of [
      [await role("Privacy officer"), "Privacy officer."],
      [`group:${group}`, "Cleaners."],
    ])
      await expect(setRules(admin, rules(providerId, { all: given! }))).rejects.toMatchObject({
        code: "rule-gives-erasing",
        message: expect.stringContaining(name!),
      })
  })

  test("roles and groups of another workspace are unknown", async () => {
    const { admin, providerId } = await arrangeRules()
    const other = await newWorkspace()
    const foreign = { role: await roleId(other.id, "User"), group: await groupWith(other, "Team") }
    for (const kind of ["role", "group"] as const) {
      const input = rules(providerId, { all: `${kind}:${foreign[kind]}` })
      await expect(setRules(admin, input)).rejects.toMatchObject({ code: `unknown-${kind}`, field: "values" })
    }
  })

  test("take sso:manage, all Admin permissions, recent proof, and a provider of the workspace", async () => {
    const { workspace, admin, providerId } = await arrangeRules()
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const almost = await almostAdmin(workspace, adminPermissions)
    const stranger = (await arrange()).admin
    await expect(setRules(settings, rules(providerId))).rejects.toMatchObject({ code: "not-permitted" })
    await expect(setRules(almost, rules(providerId))).rejects.toMatchObject({ code: "needs-admin" })
    for (const set of [setRules, previewRules])
      await expect(set(stranger, rules(providerId))).rejects.toMatchObject({ name: "NotFound" })
    await forgetProof(admin.sessionId)
    await expect(setRules(admin, rules(providerId))).rejects.toMatchObject({ code: "prove-by-provider" })
  })

  test("may give Admin, and are asked about what the actor loses themselves", async () => {
    const { workspace, providerId, role } = await arrangeRules()
    const userId = await newPerson(workspace)
    await insertLink(owner, workspace.id, userId, providerId, { groups: ["bosses"] })
    const first = await newActor(workspace, { type: "tenant_admin" })
    const mapping = { bosses: await role("Admin") }
    await setRules(first, rules(providerId, mapping))
    const boss = await signedIn(workspace, userId)
    const { version } = await getRules(boss, providerId)
    await expect(setRules(boss, rules(providerId, {}, { seen: version }))).rejects.toMatchObject({
      code: "own-access",
    })
    await setRules(boss, rules(providerId, {}, { seen: version, sure: sureOfAll }))
    expect(await rolesOf(userId)).toEqual([])
  })

  test("never leave the workspace without an active Admin", async () => {
    const { workspace, admin, providerId, role } = await arrangeRules()
    const userId = await newPerson(workspace)
    await insertLink(owner, workspace.id, userId, providerId, { groups: ["bosses"] })
    await setRules(admin, rules(providerId, { bosses: await role("Admin") }))
    const boss = await signedIn(workspace, userId)
    await inChange(
      owner,
      workspace.id,
      (tx) =>
        tx`update users set suspended_at = now() where workspace_id = ${workspace.id} and type = 'tenant_admin'`,
    )
    const input = rules(providerId, {}, { sure: permissions.join(",") })
    await expect(setRules(boss, input)).rejects.toMatchObject({ code: "last-admin" })
  })

  test("whoever saves second is told", async () => {
    const { admin, providerId, role } = await arrangeRules()
    const { version } = await getRules(admin, providerId)
    await setRules(admin, rules(providerId, { a: await role("User") }, { seen: version }))
    await expect(setRules(admin, rules(providerId, {}, { seen: version }))).rejects.toMatchObject({
      code: "edited-meanwhile",
    })
  })
})

describe("the form of the rules", () => {
  const providerId = "0192f000-0000-7000-8000-000000000001"
  const gives = `role:${providerId}`
  const errorOf = (fields: object) => setRulesInput.safeParse({ providerId, ...fields }).error?.issues[0]

  test("names the row in which a half is missing, and leaves empty rows out", () => {
    expect(errorOf({ values: ["", "a"], gives: ["", ""] })).toMatchObject({
      path: ["values"],
      message: "Mapping 2: choose what “a” gives.",
    })
    expect(errorOf({ values: [""], gives: [gives] })?.message).toContain("Mapping 1")
    expect(errorOf({ values: ["", "a"], gives: ["", gives] })).toBeUndefined()
  })

  test.each([
    { values: ["a"], gives: [] },
    { values: ["a"], gives: ["role:nonsense"] },
    { values: ["a"], gives: [`user:${providerId}`] },
    { values: ["a\u202eb"], gives: [gives] },
    { values: ["a".repeat(256)], gives: [gives] },
    {
      values: Array.from({ length: 201 }, (_, n) => `v${n}`),
      gives: Array.from({ length: 201 }, () => gives),
    },
    { newRoles: ["x"] },
  ])("refuses %j", (fields) => {
    expect(errorOf(fields)).toBeDefined()
  })
})
