import { sql } from "drizzle-orm"
import { afterEach, beforeEach, expect, test } from "vitest"
import { ownerUrl } from "#db/client.ts"
import { type Between, standBetween } from "#lib/testing/between.ts"
import { newWorkspace, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { asSystem } from "./as-system.ts"

const direct = ownerUrl()
let workspace: TestWorkspace
let way: Between

beforeEach(async () => {
  workspace = await newWorkspace()
  way = await standBetween()
  process.env.DATABASE_URL = way.url
})

afterEach(() => {
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
