/** A form posted twice: what it asks for is done already. */

/** Thrown within a change: nothing is left to do, and nothing is written. */
export class DoneAlready extends Error {}

/** For `.catch()` of such a change: that is no refusal. */
export function unlessDone(error: unknown): void {
  if (!(error instanceof DoneAlready)) throw error
}
