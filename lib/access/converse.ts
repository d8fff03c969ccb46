/**
 * Writing what people and bots say, and who has a conversation. No change in the log's sense: a conversation keeps its own log, message by
 * message, and nobody's words wait until a change of the workspace is done. Whatever is audited can't be written here: PostgreSQL refuses.
 */
import { sql } from "drizzle-orm"
import { NotSignedIn } from "#lib/errors.ts"
import type { Actor, Need, Stage } from "./actor.ts"
import { requirePermission } from "./bot-need.ts"
import type { Permission } from "./permissions.ts"
import { inWorkspace, rows, type Tx } from "./transaction.ts"

/** Runs `work` in the actor's workspace. Refuses `not-permitted`. */
export async function converse<T>(actor: Actor, need: Need, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inWorkspace(actor.workspace.id, "write", async (tx) => {
    await requirePermission(tx, actor, actor, need)
    return work(tx)
  })
}

/**
 * The same for taking and giving conversations: what the actor may do is read again, and stays so until it commits. No change of the
 * workspace comes between, so that nobody has a conversation who may not. Refuses `not-permitted`, `busy`; throws NotSignedIn.
 */
export async function converseSteadily<T>(
  actor: Actor,
  need: Permission,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inWorkspace(actor.workspace.id, "write", async (tx) => {
    const { via, user, sessionId, tokenId } = actor
    const [held] = await rows<{ permissions: Permission[] | null; stage: Stage | null }>(
      tx,
      sql`select * from held_now(${via}, ${user.id}, ${sessionId}, ${tokenId})`,
    )
    if (!held?.permissions) throw new NotSignedIn()
    const now = { stage: held.stage ?? actor.stage, permissions: new Set(held.permissions) }
    await requirePermission(tx, actor, now, need)
    return work(tx)
  })
}
