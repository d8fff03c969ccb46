/** Pictures are decoded one after the other: two large ones at once would take twice the memory. */
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
