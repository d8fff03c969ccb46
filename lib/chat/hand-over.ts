/** A conversation goes from the bot to people, and back. Within a transaction that holds it (lockConversation). */
import { and, eq, isNull } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { conversations, handOvers } from "#db/schema/conversations.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { type Conversation, type ConversationEvent, say } from "./conversation.ts"

export type HandOverReason = "asked" | "answer" | "engine"

/** Puts the conversation into the queue; nothing for one that is there already or that somebody has. `by`: who asked for it, if anybody did. */
export async function handOver(
  tx: Tx,
  workspaceId: string,
  conversation: Conversation,
  { reason, by = null }: { reason: HandOverReason; by?: string | null },
): Promise<void> {
  if (conversation.state === "waiting" || conversation.state === "taken") return
  const at = new Date()
  await tx
    .update(conversations)
    .set({ state: "waiting", waitingSince: at, closedAt: null })
    .where(eq(conversations.id, conversation.id))
  await tx.insert(handOvers).values({
    workspaceId,
    id: uuidv7(),
    conversationId: conversation.id,
    botId: conversation.botId,
    reason,
    at,
  })
  conversation.state = "waiting"
  conversation.waitingSince = at
  await say(tx, workspaceId, conversation, { author: "event", event: "handed-over", authorId: by })
}

const ends = { "called-off": "bot", "handed-back": "bot", closed: "closed" } as const satisfies Partial<
  Record<ConversationEvent, Conversation["state"]>
>

/** The open hand-over is over: called off by the person, handed back to the bot, or closed by the agent. */
export async function endHandOver(
  tx: Tx,
  workspaceId: string,
  conversation: Conversation,
  { as, by }: { as: keyof typeof ends; by: string },
): Promise<void> {
  const at = new Date()
  await tx
    .update(conversations)
    .set({
      state: ends[as],
      agentId: null,
      takenAt: null,
      waitingSince: null,
      closedAt: as === "closed" ? at : null,
    })
    .where(eq(conversations.id, conversation.id))
  await tx
    .update(handOvers)
    .set({ endedAt: at, endedAs: as })
    .where(and(eq(handOvers.conversationId, conversation.id), isNull(handOvers.endedAt)))
  Object.assign(conversation, { state: ends[as], agentId: null, waitingSince: null })
  await say(tx, workspaceId, conversation, { author: "event", event: as, authorId: by })
}
