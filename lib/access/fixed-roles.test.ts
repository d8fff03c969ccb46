import postgres from "postgres"
import { uuidv7 } from "uuidv7"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { appUrl } from "#db/client.ts"
import { insertRole } from "#db/seed/groups.ts"
import { newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"

const app = postgres(appUrl(), { max: 1, onnotice: () => {} })
afterAll(() => app.end())

let workspace: TestWorkspace
let admin: string
let ours: string
beforeAll(async () => {
  workspace = await newWorkspace()
  admin = await roleId(workspace.id, "Admin")
  ours = await insertRole(owner, workspace.id, { name: "Ours", permissions: ["chat:use"] })
})

/** How many rows the statement wrote as a request, in a change of its own. */
const written = (statement: (tx: postgres.TransactionSql) => Promise<{ count: number }>) =>
  app.begin(async (tx) => {
    await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
    await tx`select begin_change(gen_random_uuid(), 'test.tried', 'system', null, null, null, null)`
    return (await statement(tx)).count
  })

const refused = { code: "42501" }
const permit = (role_id: string, permission: string) => (tx: postgres.TransactionSql) =>
  tx`insert into role_permissions ${tx({ workspace_id: workspace.id, role_id, permission })}`
const make = (built_in: string | null) => (tx: postgres.TransactionSql) =>
  tx`insert into roles ${tx({ workspace_id: workspace.id, id: uuidv7(), built_in, name: "N", name_norm: `n ${built_in}` })}`

describe("the roles that every workspace starts with are fixed for any request", () => {
  test("none is made, renamed or deleted", async () => {
    await expect(written(make("another"))).rejects.toMatchObject(refused)
    expect(await written((tx) => tx`update roles set name = 'Mine' where id = ${admin}`)).toBe(0)
    expect(await written((tx) => tx`delete from roles where built_in is not null`)).toBe(0)
    expect(await written(make(null))).toBe(1)
    expect(await written((tx) => tx`update roles set name = 'Mine' where id = ${ours}`)).toBe(1)
  })

  test("nothing is put into one or taken out", async () => {
    await expect(written(permit(admin, "users:erase"))).rejects.toMatchObject(refused)
    expect(await written((tx) => tx`delete from role_permissions where role_id = ${admin}`)).toBe(0)
    expect(await written(permit(ours, "users:read"))).toBe(1)
    expect(await written((tx) => tx`delete from role_permissions where role_id = ${ours}`)).toBe(2)
  })

  test.each(["sso:manage", "sso:bypass"])(
    "%s comes with no role of a workspace's own",
    async (permission) => {
      await expect(written(permit(ours, permission))).rejects.toMatchObject(refused)
    },
  )
})
