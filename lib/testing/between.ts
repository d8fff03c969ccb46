/** What stands between us and PostgreSQL, and may stop passing anything on: with or without a word. */
import { connect, createServer, type Socket } from "node:net"
import { ownerUrl } from "#db/client.ts"

export type Between = {
  /** The owner's address by this way. */
  url: string
  /** Nothing comes or goes on the connections that there are, and nobody is told. New ones work. */
  freeze: () => void
  /** Ends all connections, and takes no new ones until it is opened again. */
  shut: () => void
  open: () => void
  stop: () => void
}

/** Opens a way to the server of DATABASE_URL. */
export async function standBetween(): Promise<Between> {
  const url = new URL(ownerUrl())
  const { hostname, port } = url
  const sockets = new Set<Socket>()
  let isShut = false
  const server = createServer((near) => {
    if (isShut) return near.destroy()
    const far = connect(Number(port), hostname)
    near.pipe(far).pipe(near)
    for (const socket of [near, far]) sockets.add(socket.on("error", () => {}))
    return undefined
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  url.host = `127.0.0.1:${(server.address() as { port: number }).port}`
  const end = () => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  return {
    url: url.toString(),
    freeze: () => {
      for (const socket of sockets) socket.unpipe().pause()
    },
    shut: () => {
      isShut = true
      end()
    },
    open: () => void (isShut = false),
    stop: () => {
      end()
      server.close()
    },
  }
}
