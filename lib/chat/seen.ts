/** How far a person has read their conversation. */
import { and, eq, lt, sql } from "drizzle-orm"
import { conversations } from "#db/schema/conversations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { converse } from "#lib/access/converse.ts"

/** Remembers that they have seen the messages up to number `n`. Nothing for a conversation that is not theirs. */
export async function markSeen(actor: Actor, conversationId: string, n: number): Promise<void> {
  await converse(actor, "self", async (tx) => {
    await tx
      .update(conversations)
      .set({ seen: sql`least(${n}, ${conversations.messages})` })
      .where(
        and(
          eq(conversations.id, conversationId),
          eq(conversations.userId, actor.user.id),
          lt(conversations.seen, n),
        ),
      )
  })
}
