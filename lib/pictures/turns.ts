/** How many pictures are dealt with at once: some may come in, and they are decoded one after the other, or memory would have no bound. */
import { Refused } from "#lib/errors.ts"

/** How many may wait. Each holds the bytes that were sent, and nobody wants to wait for more than a few. */
const mostWaiting = 8

let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/** Runs `work` when all that came before it is done. Refuses `pictures-busy` if too many wait already. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= mostWaiting) throw new Refused("pictures-busy", "picture")
  waiting += 1
  const turn = last.then(work)
  last = turn.catch(() => null)
  try {
    return await turn
  } finally {
    waiting -= 1
  }
}

/** How many may come in at once, from one person and from all: whoever sends slowly holds what came so far. */
const mostIncoming = { fromOne: 2, inAll: 24 }

const incoming = new Map<string, number>()

/** Runs `work`, which takes in a picture that `who` sends. Refuses `pictures-busy` if they, or all together, send too many already. */
export async function whileRoom<T>(who: string, work: () => Promise<T>): Promise<T> {
  const all = [...incoming.values()].reduce((sum, some) => sum + some, 0)
  const own = incoming.get(who) ?? 0
  if (own >= mostIncoming.fromOne || all >= mostIncoming.inAll) throw new Refused("pictures-busy", "picture")
  incoming.set(who, own + 1)
  try {
    return await work()
  } finally {
    const left = incoming.get(who)! - 1
    if (left === 0) incoming.delete(who)
    else incoming.set(who, left)
  }
}
