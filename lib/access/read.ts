/** Reading: the permission is what hands out the database (ARCHITECTURE, Idea 1). */
import { Refused } from "#lib/errors.ts"
import { type Actor, type Need, permits } from "./actor.ts"
import { inWorkspace, type Tx } from "./transaction.ts"

/** Runs `work` read-only in the actor's workspace. Refuses `not-permitted`. */
export async function read<T>(actor: Actor, need: Need, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!permits(actor.stage, actor.permissions, need)) throw new Refused("not-permitted")
  return inWorkspace(actor.workspace.id, "read", work)
}
