import { expect, test, vi } from "vitest"
import { ownerUrl } from "#db/client.ts"
import { standBetween } from "#lib/testing/between.ts"
import { owner } from "#lib/testing/fixtures.ts"
import { listenTo } from "./notifications.ts"

const patiently = { timeout: 20_000 }

test("a connection that is dead without a word is found out, and another one listens", async () => {
  const way = await standBetween()
  const direct = ownerUrl()
  process.env.DATABASE_URL = way.url
  const ears = { heard: vi.fn(), listens: vi.fn(), deaf: vi.fn() }
  const listening = listenTo("test_of_ears", ears, { every: 100, patience: 1000 })
  // Again and again: on a busy machine the connection may be given up, and what is told meanwhile goes unheard.
  const hears = (word: string) =>
    vi.waitFor(async () => {
      await owner`select pg_notify('test_of_ears', ${word})`
      expect(ears.heard).toHaveBeenLastCalledWith(word)
    }, patiently)
  try {
    await hears("one")
    const [deaf, listens] = [ears.deaf.mock.calls.length, ears.listens.mock.calls.length]
    way.freeze()
    await vi.waitFor(() => expect(ears.deaf.mock.calls.length).toBeGreaterThan(deaf), patiently)
    await vi.waitFor(() => expect(ears.listens.mock.calls.length).toBeGreaterThan(listens), patiently)
    await hears("two")
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
  await vi.waitFor(() => expect(ears.deaf.mock.calls.length).toBeGreaterThan(1), patiently)
  process.env.DATABASE_URL = direct
  await vi.waitFor(() => expect(ears.listens).toHaveBeenCalledTimes(1), patiently)
  await listening.stop()
  await owner`select pg_notify('test_of_ears', 'late')`
  expect(ears.heard).not.toHaveBeenCalled()
})
