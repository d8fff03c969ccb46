/** The person wants somebody to talk to, or goes on with the bot after all. */
import type { Actor } from "#lib/access/actor.ts"
import { converse } from "#lib/access/converse.ts"
import { countMessage } from "#lib/auth/throttle.ts"
import { NotFound, refuse } from "#lib/errors.ts"
import { requireTalkingBot } from "./bots-to-talk-to.ts"
import { lockConversation } from "./conversation.ts"
import { endHandOver, handOver } from "./hand-over.ts"
import type { ConversationInput } from "./input.ts"
import { needOf, ownConversation } from "./own.ts"

/**
 * Puts a conversation of the actor's own into the queue of the desk; nothing for one that is there or that somebody has. Needs `chat:use`.
 * Throws NotFound for a test, which nobody is called for. Refuses `too-many-messages`, `bot-archived`, `bot-not-published`.
 */
export async function askForPerson(actor: Actor, { conversationId }: ConversationInput): Promise<void> {
  const own = await customersOwn(actor, conversationId)
  await countMessage(actor.user.id)
  await converse(actor, needOf(own), async (tx) => {
    const conversation = await lockConversation(tx, own.id)
    await requireTalkingBot(tx, conversation)
    await handOver(tx, actor.workspace.id, conversation, { reason: "asked", by: actor.user.id })
  })
}

/** Takes it out of the queue and goes on with the bot. Needs `chat:use`. Refuses `not-waiting`, also when somebody has come. */
export async function goOnWithBot(actor: Actor, { conversationId }: ConversationInput): Promise<void> {
  const own = await customersOwn(actor, conversationId)
  await converse(actor, needOf(own), async (tx) => {
    const conversation = await lockConversation(tx, own.id)
    refuse(conversation.state !== "waiting", "not-waiting")
    await endHandOver(tx, actor.workspace.id, conversation, { as: "called-off", by: actor.user.id })
  })
}

async function customersOwn(actor: Actor, conversationId: string) {
  const own = await ownConversation(actor, conversationId)
  if (own.isTest) throw new NotFound()
  return own
}
