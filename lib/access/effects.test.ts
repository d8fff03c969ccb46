import type postgres from "postgres"
import { uuidv7 } from "uuidv7"
import { beforeAll, describe, expect, test } from "vitest"
import { insertGroup, insertRole } from "#db/seed/groups.ts"
import { openChange } from "#db/seed/workspace.ts"
import { newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"

type Tx = postgres.TransactionSql

let workspace: TestWorkspace
let at: { workspace_id: string }
let role: string
let group: string
let plain: string
let strong: string

beforeAll(async () => {
  workspace = await newWorkspace()
  at = { workspace_id: workspace.id }
  role = await insertRole(owner, workspace.id, {
    name: "Editors",
    permissions: ["groups:manage", "chat:use"],
  })
  plain = await newPerson(workspace)
  strong = await newPerson(workspace, { roles: ["Settings"] })
  group = await insertGroup(owner, workspace.id, { name: "Team", roles: ["Editors"], members: [] })
})

type Effects = { moved: string[]; outranked: boolean; self_erase: boolean; has_admin: boolean }

/** What change_effects() says of `work` for an actor who lacks `lacking`; taken back. */
async function effectsOf(
  work: (tx: Tx) => Promise<unknown>,
  lacking: string[] = [],
  actor: string | null = null,
): Promise<Effects> {
  let effects: Effects | undefined
  const back = new Error("take it back")
  await owner
    .begin(async (tx) => {
      await openChange(tx, workspace.id, "test.done")
      await work(tx)
      const [row] = await tx<
        Effects[]
      >`select * from change_effects(current_setting('app.change_id')::uuid, ${actor}, ${lacking})`
      effects = row
      throw back
    })
    .catch((error: unknown) => {
      if (error !== back) throw error
    })
  return effects!
}

describe("the permissions that a change moves are found by every path", () => {
  const moved = async (work: (tx: Tx) => Promise<unknown>) => [...(await effectsOf(work)).moved].sort()
  const ofRole = ["chat:use", "groups:manage"]

  test("a role given to a person, and taken away", async () => {
    expect(
      await moved((tx) => tx`insert into user_roles ${tx({ ...at, user_id: plain, role_id: role })}`),
    ).toEqual(ofRole)
    const settings = await roleId(workspace.id, "Settings")
    expect(
      await moved((tx) => tx`delete from user_roles where user_id = ${strong} and role_id = ${settings}`),
    ).toContain("users:delete")
  })

  test("a membership", async () => {
    expect(
      await moved((tx) => tx`insert into group_members ${tx({ ...at, user_id: plain, group_id: group })}`),
    ).toEqual(ofRole)
  })

  test("a role given to a group, and taken away", async () => {
    const developer = await roleId(workspace.id, "Developer")
    expect(
      await moved((tx) => tx`insert into group_roles ${tx({ ...at, group_id: group, role_id: developer })}`),
    ).toEqual(["bots:read", "chat:test"])
    expect(await moved((tx) => tx`delete from group_roles where group_id = ${group}`)).toEqual(ofRole)
  })

  test("a permission put into a role, and taken out of it", async () => {
    expect(
      await moved(
        (tx) => tx`insert into role_permissions ${tx({ ...at, role_id: role, permission: "audit:read" })}`,
      ),
    ).toEqual(["audit:read"])
    expect(
      await moved(
        (tx) => tx`delete from role_permissions where role_id = ${role} and permission = 'chat:use'`,
      ),
    ).toEqual(["chat:use"])
  })

  test("a person created with a type", async () => {
    const person = {
      ...at,
      id: uuidv7(),
      type: "viewer",
      first_name: "x",
      last_name: "x",
      email: "e",
      email_norm: "e",
      sort_name: "x",
      search: " x",
    }
    expect(await moved((tx) => tx`insert into users ${tx(person)}`)).toEqual([
      "analytics:read",
      "bots:read",
      "users:read",
    ])
  })

  test("a name changed moves nothing", async () => {
    expect(await moved((tx) => tx`update users set first_name = 'y' where id = ${strong}`)).toEqual([])
  })
})

describe("a person who holds more is found touched", () => {
  const lacking = ["users:delete"]
  const touching = (table: string, row: object) => (tx: Tx) =>
    tx`insert into ${tx(table)} ${tx({ ...at, user_id: strong, ...row })}`

  test("by their own row, roles, membership, password or invitation", async () => {
    const user = await roleId(workspace.id, "User")
    const invitation = { id: uuidv7(), token_hash: Buffer.from("x"), expires_at: new Date() }
    const touches = [
      (tx: Tx) => tx`update users set first_name = 'y' where id = ${strong}`,
      touching("user_roles", { role_id: user }),
      touching("group_members", { group_id: group }),
      touching("credentials", { password_hash: "x" }),
      touching("invitations", invitation),
      touching("password_resets", invitation),
    ]
    for (const touch of touches) expect((await effectsOf(touch, lacking)).outranked).toBe(true)
  })

  test("and nobody else is", async () => {
    expect(
      (await effectsOf((tx) => tx`update users set first_name = 'y' where id = ${plain}`, lacking)).outranked,
    ).toBe(false)
    expect(
      (await effectsOf((tx) => tx`update users set first_name = 'y' where id = ${strong}`, ["sso:manage"]))
        .outranked,
    ).toBe(false)
  })
})

describe("an active Admin", () => {
  const hasAdmin = async (work: (tx: Tx) => Promise<unknown>) => (await effectsOf(work)).has_admin

  test("is one by type, by role or by a group's role, while active", async () => {
    const admin = await roleId(workspace.id, "Admin")
    expect(await hasAdmin(async () => {})).toBe(false)
    const byRole = (tx: Tx) => tx`insert into user_roles ${tx({ ...at, user_id: plain, role_id: admin })}`
    expect(await hasAdmin(byRole)).toBe(true)
    const byGroup = async (tx: Tx) => {
      await tx`insert into group_roles ${tx({ ...at, group_id: group, role_id: admin })}`
      await tx`insert into group_members ${tx({ ...at, user_id: plain, group_id: group })}`
    }
    expect(await hasAdmin(byGroup)).toBe(true)
    const suspended = (give: (tx: Tx) => Promise<unknown>) => async (tx: Tx) => {
      await give(tx)
      await tx`update users set suspended_at = now() where id = ${plain}`
    }
    expect(await hasAdmin(suspended(byRole))).toBe(false)
    expect(await hasAdmin(suspended(byGroup))).toBe(false)
    const person = {
      type: "tenant_admin",
      first_name: "x",
      last_name: "x",
      email: "e",
      email_norm: "e",
      sort_name: "x",
      search: " x",
    }
    const byType = (joined: Date | null) => (tx: Tx) =>
      tx`insert into users ${tx({ ...at, id: uuidv7(), ...person, joined_at: joined })}`
    expect(await hasAdmin(byType(new Date()))).toBe(true)
    expect(await hasAdmin(byType(null))).toBe(false)
  })
})

test("an actor who can erase after the change is told", async () => {
  const officer = await roleId(workspace.id, "Privacy officer")
  const give = (tx: Tx) => tx`insert into user_roles ${tx({ ...at, user_id: plain, role_id: officer })}`
  expect((await effectsOf(give, [], plain)).self_erase).toBe(true)
  expect((await effectsOf(give, [], strong)).self_erase).toBe(false)
})
