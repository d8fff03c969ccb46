import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { ownerUrl } from "#db/client.ts"
import { type Between, standBetween } from "#lib/testing/between.ts"
import { newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { asSystem } from "./as-system.ts"

const direct = ownerUrl()
// A lock by which those who sleep are told, since whose query it is may not be seen.
const sleepers = 7_201_999
let workspace: TestWorkspace
let way: Between

beforeAll(async () => {
  workspace = await newWorkspace()
  way = await standBetween()
  process.env.DATABASE_URL = way.url
})

afterAll(() => {
  process.env.DATABASE_URL = direct
  way.stop()
})

test("a connection that is lost at its very first question leaves nothing to the next one", async () => {
  way.endNext()
  const work = () =>
    asSystem("job", workspace.id, async (tx) =>
      tx.execute(sql`select ${sql.param(["a", '"\\,{'])}::text[] as said`),
    )
  await expect(work()).rejects.toThrow()
  expect(await work()).toEqual([{ said: ["a", '"\\,{'] }])
})

test("a connection that goes in the middle of a transaction takes that with it, and nothing else", async () => {
  const work = (seconds: number) =>
    asSystem("job", workspace.id, async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock_shared(${sleepers}), pg_sleep(${seconds})`)
    })
  const both = Promise.allSettled([work(20), work(20)])
  await expect.poll(sleeping).toBe(2)
  way.shut()
  expect((await both).map(({ status }) => status)).toEqual(["rejected", "rejected"])
  way.open()
  await work(0)
})

async function sleeping(): Promise<number> {
  const found = await owner`
    select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
       and objid = ${sleepers}`
  return found.length
}

test("so does one that the server ends", async () => {
  const work = (query: string) =>
    asSystem("job", workspace.id, async (tx) => void (await tx.execute(sql.raw(query))))
  await expect(work("select pg_terminate_backend(pg_backend_pid())")).rejects.toThrow()
  await work("select 1")
})
