/** A person writes: accepted in one transaction, with the job that has the bot answer it. */
import { eq, sql } from "drizzle-orm"
import { conversations, messages } from "#db/schema/conversations.ts"
import { userActivity } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { converse } from "#lib/access/converse.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { countMessage } from "#lib/auth/throttle.ts"
import { NotFound } from "#lib/errors.ts"
import { uuidv7 } from "uuidv7"
import { queueAnswer } from "./answer-queue.ts"
import { requireTalkingBot } from "./bots-to-talk-to.ts"
import { type Conversation, lockConversation, say } from "./conversation.ts"
import type { SendMessageInput, SendTestMessageInput } from "./input.ts"
import { needOf, type OwnConversation, ownConversation } from "./own.ts"
import { openConversation, startTest } from "./starting.ts"

/** Which message it is, and whether the bot will answer it. */
export type Sent = { conversationId: string; n: number; awaits: boolean }

/**
 * Says it in a conversation of the actor's own; the same message sent twice is one. A closed conversation opens again with the bot; while
 * it waits for somebody or somebody has it, the bot is silent. Needs `chat:use`, or for a test `chat:test` on its bot. Refuses
 * `too-many-messages` beside the text, `bot-archived`, `bot-not-published`.
 */
export async function sendMessage(
  actor: Actor,
  { conversationId, messageId, text }: Pick<SendMessageInput, "conversationId" | "messageId" | "text">,
): Promise<Sent> {
  const own = await ownConversation(actor, conversationId)
  await countMessage(actor.user.id, "text")
  return converse(actor, needOf(own), (tx) => accept(tx, actor, own, { messageId, text }))
}

/**
 * The same as the first of a new conversation with a published bot: both or neither. It has the message's id, so that the same message sent
 * twice begins one. Needs `chat:use`.
 */
export async function sendFirstMessage(
  actor: Actor,
  { botId, messageId, text }: Pick<SendMessageInput, "messageId" | "text"> & { botId: string },
): Promise<Sent> {
  await countMessage(actor.user.id, "text")
  const own = { id: messageId, botId, isTest: false }
  return converse(actor, needOf(own), async (tx) => {
    await openConversation(tx, actor, own)
    return accept(tx, actor, own, { messageId, text })
  })
}

/** The same in a test conversation with the bot's draft, which begins with its first message. */
export async function sendTestMessage(actor: Actor, input: SendTestMessageInput): Promise<Sent> {
  const { botId, conversationId } = input
  const known = await ownConversation(actor, conversationId).catch((error: unknown) => {
    if (error instanceof NotFound) return null
    throw error
  })
  if (known && (known.botId !== botId || !known.isTest)) throw new NotFound()
  if (!known) await startTest(actor, { botId, conversationId })
  return sendMessage(actor, input)
}

async function accept(
  tx: Tx,
  actor: Actor,
  own: OwnConversation,
  { messageId, text }: Pick<SendMessageInput, "messageId" | "text">,
): Promise<Sent> {
  const conversation = await lockConversation(tx, own.id)
  const known = await messageOf(tx, messageId)
  if (known?.conversationId === own.id && known.text === text)
    return { conversationId: own.id, n: known.n, awaits: conversation.state === "bot" }
  await requireTalkingBot(tx, conversation)
  if (conversation.state === "closed") await openAgain(tx, conversation)
  const n = await say(tx, actor.workspace.id, conversation, {
    // Another text under the same id, as from a page that one went back to, is another message.
    id: known ? uuidv7() : messageId,
    author: "person",
    authorId: actor.user.id,
    text,
  })
  await tx.update(conversations).set({ seen: n }).where(eq(conversations.id, own.id))
  if (!conversation.isTest) await countActivity(tx, actor)
  const awaits = conversation.state === "bot"
  if (awaits) await queueAnswer(tx, own.id, n)
  return { conversationId: own.id, n, awaits }
}

async function messageOf(tx: Tx, id: string) {
  const [found] = await tx
    .select({ conversationId: messages.conversationId, n: messages.n, text: messages.text })
    .from(messages)
    .where(eq(messages.id, id))
  return found
}

async function openAgain(tx: Tx, conversation: Conversation): Promise<void> {
  await tx
    .update(conversations)
    .set({ state: "bot", closedAt: null })
    .where(eq(conversations.id, conversation.id))
  conversation.state = "bot"
}

const countActivity = (tx: Tx, actor: Actor) =>
  tx
    .update(userActivity)
    .set({ messages: sql`${userActivity.messages} + 1`, lastMessageAt: sql`now()` })
    .where(eq(userActivity.userId, actor.user.id))
