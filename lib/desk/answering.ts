/** An agent answers the person. */
import { eq } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { messages } from "#db/schema/conversations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { converse } from "#lib/access/converse.ts"
import { say } from "#lib/chat/conversation.ts"
import { lockHandedOver, lockOwn } from "./handed-over.ts"
import type { AnswerInput } from "./input.ts"

/**
 * Says it, and answers the message's number; the same message sent twice is one. Needs `conversations:handle`. Refuses `not-yours-any-more`
 * to whoever has not got the conversation.
 */
export async function answerAsAgent(
  actor: Actor,
  { conversationId, messageId, text }: Omit<AnswerInput, "stays">,
): Promise<number> {
  return converse(actor, "conversations:handle", async (tx) => {
    await lockHandedOver(tx, conversationId)
    const [known] = await tx.select().from(messages).where(eq(messages.id, messageId))
    const same = known?.conversationId === conversationId && known.authorId === actor.user.id
    if (same && known.text === text) return known.n
    const conversation = await lockOwn(tx, actor, conversationId)
    return say(tx, actor.workspace.id, conversation, {
      // Another text under the same id, as from a page that one went back to, is another message.
      id: known ? uuidv7() : messageId,
      author: "agent",
      authorId: actor.user.id,
      text,
    })
  })
}
