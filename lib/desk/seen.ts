/** Which conversations the desk shows to whom: asked by its lists, by the page of one, and by whoever hears it live. */
import { and, eq, type SQL, sql } from "drizzle-orm"
import { conversations } from "#db/schema/conversations.ts"
import { type Actor, can, type Need } from "#lib/access/actor.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"

/** What opens the desk; each of the two sees its part. */
export const deskNeed = {
  anyOf: ["conversations:handle", "conversations:monitor"],
} as const satisfies Need

/**
 * The conversations that the actor sees: an agent those that wait, their own, and those that they closed and that stayed so; whoever watches
 * all that wait or that somebody has. Never one that was not handed over, nor a test.
 */
export function seenBy(actor: Actor): SQL {
  const { id } = actor.user
  const ways = [sql`false`]
  if (can(actor, "conversations:handle"))
    ways.push(
      sql`conversations.state = 'waiting'`,
      sql`conversations.state = 'taken' and conversations.agent_id = ${id}`,
      sql`conversations.state = 'closed' and exists (
        select from hand_overs h where h.workspace_id = conversations.workspace_id and h.conversation_id = conversations.id
           and h.taken_by = ${id} and h.ended_as = 'closed' and h.ended_at = conversations.closed_at)`,
    )
  if (can(actor, "conversations:monitor")) ways.push(sql`conversations.state in ('waiting', 'taken')`)
  return sql`(not conversations.is_test and (${sql.join(
    ways.map((way) => sql`(${way})`),
    sql` or `,
  )}))`
}

/**
 * Does the actor see the conversation on the desk now? Throws NotFound for what was never handed over, for a test, and for what is no
 * conversation of the workspace's: of the rest those who come too late may know that it is gone, and where to.
 */
export async function isSeen(tx: Tx, actor: Actor, conversationId: string): Promise<boolean> {
  if (!isUuid(conversationId)) throw new NotFound()
  const [found] = await tx
    .select({ seen: sql<boolean>`${seenBy(actor)}` })
    .from(conversations)
    .where(
      and(
        eq(conversations.id, conversationId),
        eq(conversations.isTest, false),
        sql`exists (select from hand_overs h where h.workspace_id = conversations.workspace_id and h.conversation_id = conversations.id)`,
      ),
    )
  if (!found) throw new NotFound()
  return found.seen
}
