import type { Actor } from "#lib/access/actor.ts"
import { Refused } from "#lib/errors.ts"
import type { ReplayQuery } from "#lib/identity-providers/input.ts"
import { type Replay, replay } from "#lib/identity-providers/replay.ts"

/** The rehearsal, or in words why there is none. */
export async function tryReplay(
  actor: Actor,
  providerId: string,
  query: ReplayQuery,
): Promise<{ replay: Replay | null; refusal: string | null }> {
  try {
    return { replay: await replay(actor, providerId, query), refusal: null }
  } catch (error) {
    if (error instanceof Refused) return { replay: null, refusal: error.message }
    throw error
  }
}
