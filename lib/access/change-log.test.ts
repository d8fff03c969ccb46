import type postgres from "postgres"
import { uuidv7 } from "uuidv7"
import { beforeAll, describe, expect, test } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { insertProvider } from "#db/seed/identity-providers.ts"
import { openChange } from "#db/seed/workspace.ts"
import { fillWorkspace } from "#lib/testing/filled-workspace.ts"
import { type RecordedIds, recordedTables } from "#lib/testing/recorded-tables.ts"
import { newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"

type Tx = postgres.TransactionSql

let workspace: TestWorkspace
let ids: RecordedIds

beforeAll(async () => {
  workspace = await newWorkspace()
  const person = await fillWorkspace(workspace)
  const [provider] = await owner<
    { id: string }[]
  >`select id from identity_providers where workspace_id = ${workspace.id}`
  const [group] = await owner<{ id: string }[]>`select id from groups where workspace_id = ${workspace.id}`
  ids = {
    person,
    other: await newPerson(workspace),
    third: await newPerson(workspace),
    group: group!.id,
    user: await roleId(workspace.id, "User"),
    agent: await roleId(workspace.id, "Agent"),
    developer: await roleId(workspace.id, "Developer"),
    fresh: uuidv7(),
    provider: provider!.id,
    spare: await insertProvider(owner, workspace.id),
    bot: await insertBot(owner, workspace.id, { ownerId: person }),
    spareBot: await insertBot(owner, workspace.id, { ownerId: person }),
  }
})

const keys = ["id", "user_id", "role_id", "group_id", "permission", "provider_id", "bot_id", "version"]

const recorded = recordedTables(
  () => ({ workspace_id: workspace.id }),
  () => ids,
)

const notRecorded = [
  "access_token_uses",
  "bulk_items",
  "bulk_runs",
  "change_rows",
  "changes",
  "codes",
  "conversations",
  "hand_overs",
  "mails",
  "messages",
  "sessions",
  "signing_keys",
  "sso_assertions",
  "sso_attempts",
  "sso_sign_ins",
  "throttles",
  "user_activity",
  "user_counts",
  "user_pictures",
  "workspace_logos",
]

/** Runs `work` in a change and takes it back. */
async function inChange<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  let answer: T
  const back = new Error("take it back")
  await owner
    .begin(async (tx) => {
      await openChange(tx, workspace.id, "test.done")
      answer = await work(tx)
      throw back
    })
    .catch((error: unknown) => {
      if (error !== back) throw error
    })
  return answer!
}

const rowsOf = (tx: Tx, table: string) =>
  tx<{ before: object | null; after: object | null }[]>`
    select before, after from change_rows where workspace_id = ${workspace.id} and table_name = ${table}
    and change_id = current_setting('app.change_id')::uuid order by n`

describe.each(Object.entries(recorded))("%s", (table, { images, row, set }) => {
  test("an insert, an update and a removal are each recorded", async () => {
    const kept = await inChange(async (tx) => {
      await tx`insert into ${tx(table)} ${tx(row())}`
      const where = whereOf(tx, row())
      await tx`update ${tx(table)} set ${tx(set())} where ${where}`
      await tx`delete from user_activity where user_id = ${ids.fresh}`
      await tx`delete from ${tx(table)} where ${whereOf(tx, { ...row(), ...set() })}`
      return rowsOf(tx, table)
    })
    const shapes = kept.map(({ before, after }) => [before !== null, after !== null])
    if (!images)
      expect(shapes).toEqual([
        [false, false],
        [false, false],
        [false, false],
      ])
    // A row whose key changes is one row gone and another come.
    else if (Object.keys(set()).some((column) => keys.includes(column)))
      expect(shapes.flat().filter(Boolean)).toHaveLength(4)
    else {
      expect(shapes).toEqual([
        [false, true],
        [true, true],
        [true, false],
      ])
      expect(Object.keys(kept[1]!.after!)).toEqual(Object.keys(set()))
    }
  })

  test("without a change, none of them is possible", async () => {
    const outside = (write: (tx: Tx) => Promise<unknown>) =>
      owner.begin(async (tx) => {
        await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
        await write(tx)
      })
    const refused = { code: "RC001" }
    await expect(outside((tx) => tx`insert into ${tx(table)} ${tx(row())}`)).rejects.toMatchObject(refused)
    await expect(outside((tx) => tx`update ${tx(table)} set ${tx(set())} where false`)).rejects.toMatchObject(
      refused,
    )
    await expect(outside((tx) => tx`delete from ${tx(table)} where false`)).rejects.toMatchObject(refused)
  })
})

function whereOf(tx: Tx, row: Record<string, unknown>) {
  const conditions = keys.filter((key) => key in row).map((key) => tx`and ${tx(key)} = ${row[key] as string}`)
  return tx`workspace_id = ${workspace.id} ${conditions.reduce((all, each) => tx`${all} ${each}`, tx``)}`
}

test("the settings of a workspace are recorded when they change", async () => {
  const kept = await inChange(async (tx) => {
    await tx`update workspaces set name = 'Renamed' where id = ${workspace.id}`
    return rowsOf(tx, "workspaces")
  })
  expect([...kept]).toEqual([{ before: { name: "Acme" }, after: { name: "Renamed" } }])
})

test("every table is either recorded or known not to be", async () => {
  const tables = await owner<
    { name: string }[]
  >`select tablename as name from pg_tables where schemaname = 'public' order by 1`
  expect(tables.map((table) => table.name)).toEqual(
    [...Object.keys(recorded), ...notRecorded, "workspaces"].sort(),
  )
})

describe("the counters", () => {
  test("equal a recount of the people after some are added, change and are removed", async () => {
    const counts = await inChange(async (tx) => {
      await tx`insert into users ${tx(recorded.users!.row())}`
      await tx`update users set joined_at = now() where id = ${ids.fresh}`
      await tx`update users set suspended_at = now() where id = ${ids.other}`
      await tx`delete from user_activity where user_id = ${ids.fresh}`
      await tx`delete from users where id = ${ids.fresh}`
      return tx`
        select c.status, c.people::int, (select count(*)::int from users u where u.workspace_id = c.workspace_id and u.status = c.status and u.type <> 'service') as recount
        from user_counts c where c.workspace_id = ${workspace.id}`
    })
    expect(counts.length).toBeGreaterThan(2)
    for (const { people, recount } of counts) expect(people).toBe(recount)
  })
})
