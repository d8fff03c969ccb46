/** A program talks to a bot for whoever its token is of: one call begins the conversation or goes on with it, and fetches the answer. */
import { and, eq } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { conversations, messages } from "#db/schema/conversations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { NotFound } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"
import { type BotAnswer, waitForAnswer } from "./answer-wait.ts"
import { ownConversation } from "./own.ts"
import { type Sent, sendFirstMessage, sendMessage } from "./sending.ts"

/** `wait`: ms. */
export type Talk = {
  botId: string
  text: string
  conversationId?: string | undefined
  messageId?: string | undefined
  wait: number
}

/**
 * Says it to a published bot, in the actor's conversation `conversationId` with it or in a new one, and waits for the answer. The same
 * `messageId` again is the same message, so that whoever waited too short asks once more. Needs `chat:use`. Refuses `too-many-messages`,
 * `bot-archived`, `bot-not-published`. Throws NotFound, also for what is not the actor's own, for a test, and for another bot's.
 */
export async function talkToBot(
  actor: Actor,
  { botId, text, conversationId, messageId = uuidv7(), wait }: Talk,
): Promise<Sent & { answer: BotAnswer | null }> {
  if (!isUuid(botId)) throw new NotFound()
  if (conversationId) await requireOwn(actor, botId, conversationId)
  const at = conversationId ?? (await conversationOf(actor, botId, messageId))
  const sent = at
    ? await sendMessage(actor, { conversationId: at, messageId, text })
    : await sendFirstMessage(actor, { botId, messageId, text })
  return {
    ...sent,
    answer: sent.awaits ? await waitForAnswer(actor, sent.conversationId, sent.n, wait) : null,
  }
}

async function requireOwn(actor: Actor, botId: string, conversationId: string): Promise<void> {
  const own = await ownConversation(actor, conversationId)
  if (own.botId !== botId || own.isTest) throw new NotFound()
}

/** Where the message was sent already: the answer to the first request may have been lost on its way. */
async function conversationOf(actor: Actor, botId: string, messageId: string): Promise<string | undefined> {
  const [found] = await read(actor, "chat:use", (tx) =>
    tx
      .select({ id: conversations.id })
      .from(messages)
      .innerJoin(conversations, eq(conversations.id, messages.conversationId))
      .where(
        and(
          eq(messages.id, messageId),
          eq(conversations.userId, actor.user.id),
          eq(conversations.botId, botId),
          eq(conversations.isTest, false),
        ),
      ),
  )
  return found?.id
}
