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
  /** Ends the next new connection at its first question, in the words of a server that is told to stop. */
  endNext: () => void
  stop: () => void
}

/** Opens a way to the server of DATABASE_URL. */
export async function standBetween(): Promise<Between> {
  const url = new URL(ownerUrl())
  const { hostname, port } = url
  const sockets = new Set<Socket>()
  let isShut = false
  let endsNext = false
  const server = createServer((near) => {
    if (isShut) return near.destroy()
    const far = connect(Number(port), hostname)
    if (endsNext) {
      endsNext = false
      // A question begins with "Parse" or "Query"; what signs in has other letters.
      near.on("data", (sent: Buffer) => {
        if (!/^[PQ]/.test(sent.toString("latin1"))) return
        near.unpipe()
        near.end(stopping())
      })
    }
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
    endNext: () => void (endsNext = true),
    stop: () => {
      end()
      server.close()
    },
  }
}

/** An ErrorResponse as the server sends it (PostgreSQL, "Message Formats"). */
function stopping(): Buffer {
  const fields = ["SFATAL", "VFATAL", "C57P01", "Mterminating connection due to administrator command"]
  const body = Buffer.from(`${fields.join("\0")}\0\0`)
  const head = Buffer.from("E\0\0\0\0")
  head.writeUInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
