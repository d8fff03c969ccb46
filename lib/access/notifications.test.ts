import { expect, test, vi } from "vitest"
import { ownerUrl } from "#db/client.ts"
import { standBetween } from "#lib/testing/between.ts"
import { owner } from "#lib/testing/fixtures.ts"
import { listenTo } from "./notifications.ts"

test("a connection that is dead without a word is found out, and another one listens", async () => {
  const way = await standBetween()
  const direct = ownerUrl()
  process.env.DATABASE_URL = way.url
  const ears = { heard: vi.fn(), listens: vi.fn(), deaf: vi.fn() }
  const listening = listenTo("test_of_ears", ears, { every: 200, patience: 200 })
  try {
    await vi.waitFor(() => expect(ears.listens).toHaveBeenCalledTimes(1), { timeout: 10_000 })
    await owner`select pg_notify('test_of_ears', 'one')`
    await vi.waitFor(() => expect(ears.heard).toHaveBeenCalledWith("one"))
    way.freeze()
    await vi.waitFor(() => expect(ears.deaf).toHaveBeenCalledTimes(1), { timeout: 10_000 })
    await vi.waitFor(() => expect(ears.listens).toHaveBeenCalledTimes(2), { timeout: 10_000 })
    await owner`select pg_notify('test_of_ears', 'two')`
    await vi.waitFor(() => expect(ears.heard).toHaveBeenLastCalledWith("two"))
  } finally {
    process.env.DATABASE_URL = direct
    await listening.stop()
    way.stop()
  }
})

test("it waits for a database that is not there yet, and stops when it is asked to", async () => {
  const direct = ownerUrl()
  process.env.DATABASE_URL = "postgres://nobody:x@127.0.0.1:1/none"
  const ears = { heard: vi.fn(), listens: vi.fn(), deaf: vi.fn() }
  const listening = listenTo("test_of_ears", ears)
  await vi.waitFor(() => expect(ears.deaf.mock.calls.length).toBeGreaterThan(1))
  process.env.DATABASE_URL = direct
  await vi.waitFor(() => expect(ears.listens).toHaveBeenCalledTimes(1), { timeout: 10_000 })
  await listening.stop()
  await owner`select pg_notify('test_of_ears', 'late')`
  expect(ears.heard).not.toHaveBeenCalled()
})
