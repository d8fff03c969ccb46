/** An agent closes a conversation; it opens again when the person writes. */
import type { Actor } from "#lib/access/actor.ts"
import { converse } from "#lib/access/converse.ts"
import { endHandOver } from "#lib/chat/hand-over.ts"
import { lockOwn } from "./handed-over.ts"
import type { DeskConversationInput } from "./input.ts"

/** Closes it. Needs `conversations:handle`. Refuses `not-yours-any-more` to whoever has not got it. */
export async function closeConversation(actor: Actor, input: DeskConversationInput): Promise<void> {
  await converse(actor, "conversations:handle", async (tx) => {
    const conversation = await lockOwn(tx, actor, input.conversationId)
    await endHandOver(tx, actor.workspace.id, conversation, { as: "closed", by: actor.user.id })
  })
}
