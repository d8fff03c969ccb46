/**
 * How much of bodies the process holds at once. Next keeps what is sent until all of it is there, up to 10 MB, before any page or route is
 * asked: strangers who send slowly would fill the memory, and no bound behind that would count.
 */
import type { IncomingMessage, ServerResponse } from "node:http"

/** Bytes. What forms and programs send is `small`, and always let in. */
export const mostHeld = {
  small: 64 * 1024,
  ofOne: 10 * 1024 * 1024,
  fromOne: 64 * 1024 * 1024,
  inAll: 256 * 1024 * 1024,
}

const heldFrom = new Map<string, number>()
let heldInAll = 0

/** Counts what this request brings until it is answered and has all come, and cuts it off when too much is held from its `client`, or from all. */
export function countIncoming(
  request: IncomingMessage,
  response: ServerResponse,
  client: string,
  most = mostHeld,
): void {
  let own = 0
  const hold = (bytes: number) => {
    own += bytes
    heldInAll += bytes
    const held = (heldFrom.get(client) ?? 0) + bytes
    if (held > 0) heldFrom.set(client, held)
    else heldFrom.delete(client)
  }
  const push = request.push.bind(request)
  // Reading it here would take it from whoever is to read it.
  request.push = (chunk: Buffer | null, ...rest) => {
    hold(Math.min(chunk?.length ?? 0, most.ofOne - own))
    const tooMuch = heldInAll > most.inAll || heldFrom.get(client)! > most.fromOne
    if (own > most.small && tooMuch) {
      request.destroy()
      return false
    }
    return push(chunk, ...rest)
  }
  let open = 2
  const close = () => {
    open -= 1
    if (open === 0) hold(-own)
  }
  response.once("close", close)
  // An answer may be there first; what comes after it would else count for good.
  request.once("close", close)
}
