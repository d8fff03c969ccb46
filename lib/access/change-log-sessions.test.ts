import type postgres from "postgres"
import { beforeAll, describe, expect, test } from "vitest"
import { openChange } from "#db/seed/workspace.ts"
import { newPerson, newWorkspace, owner, signedIn, type TestWorkspace } from "#lib/testing/fixtures.ts"

type Tx = postgres.TransactionSql

let workspace: TestWorkspace
let person: string
let sessionId: string

beforeAll(async () => {
  workspace = await newWorkspace()
  person = await newPerson(workspace)
  sessionId = (await signedIn(workspace, person)).sessionId!
})

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

describe("sessions come and go without a change", () => {
  const end = (tx: Tx) => tx`update sessions set ended_at = now() where user_id = ${person}`

  test("but a change that ends one is about its person, once and not for one that had ended", async () => {
    const kept = await inChange(async (tx) => {
      await tx`update sessions set last_seen_at = now() where user_id = ${person}`
      await end(tx)
      await end(tx)
      return tx`select row_key, before, after from change_rows where table_name = 'sessions' and change_id = current_setting('app.change_id')::uuid`
    })
    expect([...kept]).toEqual([{ row_key: `${person}/${sessionId}`, before: null, after: null }])
  })

  test("and outside of one leave no mark, also on a connection that made a change before", async () => {
    const marks = async (tx: postgres.ISql) =>
      (
        await tx`select count(*)::int as marks from change_rows where table_name = 'sessions' and workspace_id = ${workspace.id}`
      )[0]!
    const before = await marks(owner)
    const back = new Error("take it back")
    await expect(
      owner.begin(async (tx) => {
        const [made] = await tx`select id from changes where workspace_id = ${workspace.id} limit 1`
        await tx`select set_config('app.workspace_id', ${workspace.id}, true), set_config('app.change_id', ${made!.id}, true)`
        await end(tx)
        expect(await marks(tx)).toEqual(before)
        throw back
      }),
    ).rejects.toBe(back)
  })
})

test("everybody has a row of activity from the start, to be sorted by", async () => {
  const rows =
    await owner`select last_sign_in_at from user_activity where user_id = ${await newPerson(workspace)}`
  expect([...rows]).toEqual([{ last_sign_in_at: null }])
})
