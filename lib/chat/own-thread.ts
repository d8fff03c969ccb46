/** A conversation of one's own as its page shows it: with whom, how it stands, and what was said. */
import { eq, sql } from "drizzle-orm"
import { bots } from "#db/schema/bots.ts"
import { conversations } from "#db/schema/conversations.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"
import type { ConversationState } from "./conversation.ts"
import { needOf, ownConversation } from "./own.ts"
import { messagesAfter, type ThreadMessage } from "./thread.ts"

/** Messages that a page shows at first. */
export const shown = 200

/** With whom it is, and how it stands. */
export type Standing = {
  id: string
  bot: { id: string; name: string; description: string }
  /** Why nothing can be said in it any more. */
  over: "bot-archived" | "bot-not-published" | null
  state: ConversationState
  waitingSince: Date | null
  /** Who has it. */
  agent: string | null
  /** Not all of it has been seen. */
  unseen: boolean
}

export type OwnThread = Standing & {
  messages: ThreadMessage[]
  /** The number after which the messages before these begin; null: these are all. */
  earlier: number | null
}

/**
 * The conversation with what was said last in it, or with `from` what was said after that number. Needs `chat:use`. Throws NotFound for
 * what is not the actor's own, and for a test.
 */
export async function getOwnThread(actor: Actor, id: string, from?: number): Promise<OwnThread> {
  const own = await ownConversation(actor, id)
  if (own.isTest) throw new NotFound()
  return read(actor, needOf(own), async (tx) => {
    const [found] = await tx
      .select({
        bot: { id: bots.id, name: bots.name, description: bots.description },
        archivedAt: bots.archivedAt,
        version: bots.publishedVersion,
        state: sql<ConversationState>`${conversations.state}`,
        waitingSince: conversations.waitingSince,
        firstName: users.firstName,
        lastName: users.lastName,
        messages: conversations.messages,
        seen: conversations.seen,
      })
      .from(conversations)
      .innerJoin(bots, eq(bots.id, conversations.botId))
      .leftJoin(users, eq(users.id, conversations.agentId))
      .where(eq(conversations.id, id))
    if (!found) throw new NotFound()
    const { archivedAt, version, firstName, lastName, seen, ...thread } = found
    return {
      ...thread,
      id,
      over: archivedAt ? "bot-archived" : version === null ? "bot-not-published" : null,
      agent: firstName && `${firstName} ${lastName ?? ""}`.trim(),
      unseen: thread.messages > seen,
      ...(await messagesShown(tx, id, thread.messages, from)),
    }
  })
}

/** The last messages of a conversation that has so many, or what was said after number `from`, and where those before begin. */
export async function messagesShown(tx: Tx, conversationId: string, all: number, from?: number) {
  const after = Math.max(0, Math.min(from ?? all - shown, all))
  return {
    messages: await messagesAfter(tx, conversationId, after),
    earlier: after > 0 ? Math.max(0, after - shown) : null,
  }
}
