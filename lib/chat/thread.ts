/** The messages of a conversation as a page shows them and a live update sends them. */
import { and, asc, eq, gt, sql } from "drizzle-orm"
import { conversations, messages } from "#db/schema/conversations.ts"
import { bots } from "#db/schema/bots.ts"
import { users } from "#db/schema/users.ts"
import type { Tx } from "#lib/access/transaction.ts"
import type { Author, ConversationEvent } from "./conversation.ts"
import { toHtml } from "./markdown.ts"

export type ThreadMessage = {
  /** 1, 2, 3 within the conversation: what was missed is everything after the last one that is there. */
  n: number
  author: Author
  /** The bot's, the person's or the agent's; of an event, the name of whoever caused it. */
  name: string
  authorId: string | null
  pictureId: string | null
  event: ConversationEvent | null
  text: string
  /** Of a bot's answer: its Markdown as HTML, sanitised. */
  html: string | null
  /** ISO 8601. */
  at: string
}

/** At most this many at once: whoever wants more asks again, after the last one. */
export const mostMessages = 500

/** A live stream takes fewer: it goes on once its reader has taken those, and whoever doesn't read costs no more memory than that. */
export const mostLive = 50

/** The conversation's messages after number `after`, oldest first. Whether the reader may have them is for the caller to say. */
export async function messagesAfter(
  tx: Tx,
  conversationId: string,
  after: number,
  most = mostMessages,
): Promise<ThreadMessage[]> {
  const found = await tx
    .select({
      n: messages.n,
      author: sql<Author>`${messages.author}`,
      authorId: messages.authorId,
      event: sql<ConversationEvent | null>`${messages.event}`,
      text: messages.text,
      at: messages.at,
      bot: bots.name,
      firstName: users.firstName,
      lastName: users.lastName,
      pictureId: users.pictureId,
    })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .innerJoin(bots, eq(bots.id, conversations.botId))
    .leftJoin(users, eq(users.id, messages.authorId))
    .where(and(eq(messages.conversationId, conversationId), gt(messages.n, after)))
    .orderBy(asc(messages.n))
    .limit(most)
  return found.map(({ bot, firstName, lastName, at, ...message }) => ({
    ...message,
    name: message.author === "bot" ? bot : [firstName, lastName].filter(Boolean).join(" "),
    html: message.author === "bot" ? toHtml(message.text) : null,
    at: at.toISOString(),
  }))
}
