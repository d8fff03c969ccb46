/** Reading: the permission is what hands out the database (ARCHITECTURE, Idea 1). */
import type { Actor, Need } from "./actor.ts"
import { requirePermission } from "./bot-need.ts"
import { inWorkspace, type Tx } from "./transaction.ts"

/** Runs `work` read-only in the actor's workspace. Refuses `not-permitted`. */
export async function read<T>(actor: Actor, need: Need, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inWorkspace(actor.workspace.id, "read", async (tx) => {
    await requirePermission(tx, actor, actor, need)
    return work(tx)
  })
}
