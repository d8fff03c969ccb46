import { connect, createServer, type Socket } from "node:net"
import { expect, test, vi } from "vitest"
import { ownerUrl } from "#db/client.ts"
import { owner } from "#lib/testing/fixtures.ts"
import { listenTo } from "./notifications.ts"

/** What stands between us and PostgreSQL, and may stop passing anything on without a word. */
async function between() {
  const { hostname, port } = new URL(ownerUrl())
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    near.pipe(far).pipe(near)
    for (const socket of [near, far]) sockets.add(socket.on("error", () => {}))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = new URL(ownerUrl())
  url.host = `127.0.0.1:${(server.address() as { port: number }).port}`
  return {
    url: url.toString(),
    /** All connections that there are: nothing comes or goes, and nobody is told. */
    freeze: () => {
      for (const socket of sockets) socket.unpipe().pause()
    },
    stop: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

test("a connection that is dead without a word is found out, and another one listens", async () => {
  const way = await between()
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
