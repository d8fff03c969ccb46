/** An agent answers the person. */
import { eq } from "drizzle-orm"
import { messages } from "#db/schema/conversations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { converse } from "#lib/access/converse.ts"
import { say } from "#lib/chat/conversation.ts"
import { refuse } from "#lib/errors.ts"
import { lockHandedOver, lockOwn } from "./handed-over.ts"
import type { AnswerInput } from "./input.ts"

/**
 * Says it, and answers the message's number; the same message sent twice is one. Needs `conversations:handle`. Refuses `not-yours-any-more`
 * to whoever has not got the conversation, and `form-spent` if the message's id is that of another one.
 */
export async function answerAsAgent(actor: Actor, input: AnswerInput): Promise<number> {
  return converse(actor, "conversations:handle", async (tx) => {
    const { id } = await lockHandedOver(tx, input.conversationId)
    const [said] = await tx.select().from(messages).where(eq(messages.id, input.messageId))
    if (said) {
      const same = said.conversationId === id && said.authorId === actor.user.id && said.text === input.text
      refuse(!same, "form-spent")
      return said.n
    }
    const conversation = await lockOwn(tx, actor, id)
    return say(tx, actor.workspace.id, conversation, {
      id: input.messageId,
      author: "agent",
      authorId: actor.user.id,
      text: input.text,
    })
  })
}
