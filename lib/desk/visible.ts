/** Which conversations the desk shows to whom. */
import { eq, sql } from "drizzle-orm"
import { conversations } from "#db/schema/conversations.ts"
import { type Actor, can } from "#lib/access/actor.ts"
import type { Permission } from "#lib/access/permissions.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"

/** What opens the desk to the actor: an agent's permission, or a supervisor's. */
export const deskNeed = (actor: Actor): Permission =>
  can(actor, "conversations:monitor") ? "conversations:monitor" : "conversations:handle"

/**
 * Throws NotFound unless the desk shows the conversation to the actor: to an agent whoever waits, and what they have or closed themselves; to a
 * supervisor whoever waits and what anybody has.
 */
export async function requireOnDesk(tx: Tx, actor: Actor, id: string): Promise<void> {
  const own = sql`exists (select from hand_overs h where h.workspace_id = ${conversations.workspaceId}
    and h.conversation_id = ${conversations.id} and h.taken_by = ${actor.user.id} and h.ended_as = 'closed')`
  const [found] = await tx
    .select({
      state: conversations.state,
      isTest: conversations.isTest,
      agent: conversations.agentId,
      closedByThem: sql<boolean>`${own}`,
    })
    .from(conversations)
    .where(eq(conversations.id, id))
  if (!found || found.isTest) throw new NotFound()
  const { state, agent, closedByThem } = found
  const asAgent =
    can(actor, "conversations:handle") &&
    (state === "waiting" || agent === actor.user.id || (state === "closed" && closedByThem))
  const asSupervisor = can(actor, "conversations:monitor") && (state === "waiting" || state === "taken")
  if (!asAgent && !asSupervisor) throw new NotFound()
}
