import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { ownerUrl } from "#db/client.ts"
import { type Between, standBetween } from "#lib/testing/between.ts"
import { newWorkspace, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { asSystem } from "./as-system.ts"

const direct = ownerUrl()
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

test("a connection that goes in the middle of a transaction takes that with it, and nothing else", async () => {
  const work = () =>
    asSystem("job", workspace.id, async (tx) => void (await tx.execute(sql`select pg_sleep(0.3)`)))
  const both = Promise.allSettled([work(), work()])
  setTimeout(way.shut, 150)
  expect((await both).map(({ status }) => status)).toEqual(["rejected", "rejected"])
  way.open()
  await work()
})

test("so does one that the server ends", async () => {
  const work = (query: string) =>
    asSystem("job", workspace.id, async (tx) => void (await tx.execute(sql.raw(query))))
  await expect(work("select pg_terminate_backend(pg_backend_pid())")).rejects.toThrow()
  await work("select 1")
})
