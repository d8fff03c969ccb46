import type postgres from "postgres"
import { beforeAll, describe, expect, test } from "vitest"
import { openChange } from "#db/seed/workspace.ts"
import { newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"

let workspace: TestWorkspace
let person: string
beforeAll(async () => {
  workspace = await newWorkspace()
  person = await newPerson(workspace, { archivedAt: new Date() })
})

/** Runs it as the owner, who may do everything that the database itself does not forbid, in a change of this name. */
const asOwner = (action: string, work: (tx: postgres.TransactionSql) => Promise<unknown>) =>
  owner.begin(async (tx) => {
    await openChange(tx, workspace.id, action)
    await work(tx)
  })

describe("the change log is written once", () => {
  test.each([
    "update changes set reason = 'another'",
    "update changes set reason = null where false",
    "delete from changes",
    "truncate changes cascade",
    "update change_rows set before = null, after = null",
    "delete from change_rows where false",
    "truncate change_rows",
  ])("also for the owner, and in a change that erases somebody: %s", async (statement) => {
    for (const action of ["test.rewritten", "user.erased"])
      await expect(asOwner(action, (tx) => tx.unsafe(statement))).rejects.toMatchObject({ code: "RC005" })
  })

  test("but for what erasing empties, in its own change", async () => {
    await expect(asOwner("test.rewritten", (tx) => tx`select erase_user(${person})`)).rejects.toMatchObject({
      code: "RC003",
    })
    await asOwner("user.erased", (tx) => tx`select erase_user(${person})`)
    const [image] = await owner`
      select before, after from change_rows where table_name = 'users' and row_key = ${person} order by n limit 1`
    expect(image).toEqual({ before: null, after: null })
  })
})

describe("a person's type", () => {
  test("is not changed by anybody", async () => {
    const someone = await newPerson(workspace)
    const set = (type: string) =>
      asOwner("test.promoted", (tx) => tx`update users set type = ${type} where id = ${someone}`)
    await expect(set("tenant_admin")).rejects.toMatchObject({ code: "RC004" })
    await set("member")
  })
})
