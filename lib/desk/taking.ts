/** An agent takes a conversation that waits. */
import type { Actor } from "#lib/access/actor.ts"
import { converseSteadily } from "#lib/access/converse.ts"
import { refuse, Refused } from "#lib/errors.ts"
import { giveTo, lockHandedOver, whereItIs } from "./handed-over.ts"
import type { DeskConversationInput } from "./input.ts"

/**
 * Takes the conversation; nothing for who has it already. Two at once: one gets it. Needs `conversations:handle`. Refuses `taken-already`,
 * naming who has it, and `not-waiting`.
 */
export async function takeConversation(actor: Actor, input: DeskConversationInput): Promise<void> {
  await converseSteadily(actor, "conversations:handle", async (tx) => {
    const conversation = await lockHandedOver(tx, input.conversationId)
    if (conversation.agentId === actor.user.id) return
    if (conversation.state === "taken")
      throw new Refused("taken-already", undefined, { detail: await whereItIs(tx, conversation) })
    refuse(conversation.state !== "waiting", "not-waiting")
    await giveTo(tx, actor, conversation, actor.user.id)
  })
}
