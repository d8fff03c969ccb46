/** One conversation as a write finds it, held until it commits; and the one way in which anything is said in it. */
import { eq, sql } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { conversations, messages } from "#db/schema/conversations.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"
import type { Trace } from "./trace.ts"

export type ConversationState = "bot" | "waiting" | "taken" | "closed"

export type Author = "person" | "bot" | "agent" | "event"

/** What can happen in a conversation beside what is said. */
export type ConversationEvent =
  | "handed-over"
  | "called-off"
  | "taken"
  | "assigned"
  | "handed-back"
  | "re-queued"
  | "taken-away"
  | "closed"

export type Conversation = {
  id: string
  userId: string
  botId: string
  isTest: boolean
  state: ConversationState
  /** The number of its last message. */
  messages: number
  agentId: string | null
  waitingSince: Date | null
}

/** Locks and answers the conversation. Throws NotFound, also for another workspace's. Whether it is the actor's is for the caller to say. */
export async function lockConversation(tx: Tx, id: string): Promise<Conversation> {
  const [found] = await tx
    .select({
      id: conversations.id,
      userId: conversations.userId,
      botId: conversations.botId,
      isTest: conversations.isTest,
      state: sql<ConversationState>`${conversations.state}`,
      messages: conversations.messages,
      agentId: conversations.agentId,
      waitingSince: conversations.waitingSince,
    })
    .from(conversations)
    .where(eq(conversations.id, id))
    .for("no key update")
  if (!found) throw new NotFound()
  return found
}

export type Said = {
  /** Drawn by the sender, so that the same message sent twice is one; for what nobody sends, left out. */
  id?: string
  author: Author
  /** The person or the agent; of an event, whoever caused it. */
  authorId?: string | null
  event?: ConversationEvent | null
  text?: string
  replyTo?: number | null
  trace?: Trace | null
}

/**
 * Adds a message to a conversation that is held (lockConversation) and answers its number. Every process hears of it when this commits
 * (trigger tell_of_messages), so a change of the conversation's state is written before the event that tells of it.
 */
export async function say(
  tx: Tx,
  workspaceId: string,
  conversation: Conversation,
  said: Said,
): Promise<number> {
  const at = new Date()
  const n = conversation.messages + 1
  await tx
    .update(conversations)
    .set({ messages: n, lastMessageAt: at })
    .where(eq(conversations.id, conversation.id))
  await tx.insert(messages).values({
    workspaceId,
    conversationId: conversation.id,
    n,
    id: said.id ?? uuidv7(),
    author: said.author,
    authorId: said.authorId ?? null,
    event: said.event ?? null,
    text: said.text ?? "",
    replyTo: said.replyTo ?? null,
    trace: said.trace ?? null,
    at,
  })
  conversation.messages = n
  return n
}
