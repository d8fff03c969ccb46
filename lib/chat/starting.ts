/** A conversation begins: with a published bot, or with a draft in test mode. */
import { and, desc, eq, notExists, sql } from "drizzle-orm"
import { conversations, messages } from "#db/schema/conversations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { converse } from "#lib/access/converse.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { countMessage } from "#lib/auth/throttle.ts"
import { NotFound } from "#lib/errors.ts"
import { requireTalkingBot } from "./bots-to-talk-to.ts"
import { lockConversation, say } from "./conversation.ts"
import type { StartConversationInput } from "./input.ts"
import { needOf, type OwnConversation } from "./own.ts"

/**
 * Starts a conversation with the bot, which greets, and answers its id; of one that nothing was said in yet, that one's. The same id twice
 * is one conversation. Needs `chat:use`. Refuses `bot-archived`, `bot-not-published`.
 */
export async function startConversation(
  actor: Actor,
  { botId, conversationId }: StartConversationInput,
): Promise<string> {
  return converse(actor, "chat:use", async (tx) => {
    const silent = await silentConversation(tx, actor, botId)
    if (silent) return silent
    await openConversation(tx, actor, { id: conversationId, botId, isTest: false })
    return conversationId
  })
}

/** Starts a test with the bot's draft, beside those before. Needs `chat:test` on it. Refuses `bot-archived`, `too-many-messages`. */
export async function startTest(
  actor: Actor,
  { botId, conversationId }: StartConversationInput,
): Promise<string> {
  await countMessage(actor.user.id)
  return converse(actor, needOf({ botId, isTest: true }), async (tx) => {
    await openConversation(tx, actor, { id: conversationId, botId, isTest: true })
    return conversationId
  })
}

/** Opens it within a transaction, unless the actor opened it already. Refuses `bot-archived`, `bot-not-published`; NotFound for somebody else's id. */
export async function openConversation(
  tx: Tx,
  actor: Actor,
  { id, botId, isTest }: OwnConversation,
): Promise<void> {
  const version = await requireTalkingBot(tx, { botId, isTest })
  const at = new Date()
  const made = await tx
    .insert(conversations)
    .values({
      workspaceId: actor.workspace.id,
      id,
      userId: actor.user.id,
      botId,
      isTest,
      createdAt: at,
      lastMessageAt: at,
    })
    .onConflictDoNothing()
    .returning({ id: conversations.id })
  const conversation = await lockConversation(tx, id)
  if (made.length === 0) {
    // Begun already, by the same form. Somebody else's is not there.
    if (
      conversation.userId !== actor.user.id ||
      conversation.botId !== botId ||
      conversation.isTest !== isTest
    )
      throw new NotFound()
    return
  }
  const [said] = await rows<{ greeting: string }>(
    tx,
    sql`select bot_content(${botId}, ${version}) ->> 'greeting' as greeting`,
  )
  if (said?.greeting) await say(tx, actor.workspace.id, conversation, { author: "bot", text: said.greeting })
}

/** The actor's newest conversation with the bot in which they have said nothing, as the bot greets now. */
async function silentConversation(tx: Tx, actor: Actor, botId: string): Promise<string | null> {
  const [found] = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(
        eq(conversations.userId, actor.user.id),
        eq(conversations.botId, botId),
        eq(conversations.isTest, false),
        eq(conversations.state, "bot"),
        notExists(
          tx
            .select({ one: sql`1` })
            .from(messages)
            .where(
              and(
                eq(messages.workspaceId, conversations.workspaceId),
                eq(messages.conversationId, conversations.id),
                sql`${messages.author} <> 'bot'`,
              ),
            ),
        ),
      ),
    )
    .orderBy(desc(conversations.lastMessageAt))
    .limit(1)
  return found?.id ?? null
}
