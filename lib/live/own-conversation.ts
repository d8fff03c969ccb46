/** A person watches a conversation of their own. */
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { needOf, ownConversation } from "#lib/chat/own.ts"
import { messagesAfter, mostLive } from "#lib/chat/thread.ts"
import { standingOf } from "./standing.ts"
import type { Watch } from "./stream.ts"

/** What the chat or the test mode watches. Throws NotFound for what is not theirs; looking refuses `not-permitted`. */
export async function watchOwnConversation(actor: Actor, id: string, after: number): Promise<Watch> {
  const conversation = await ownConversation(actor, id)
  const need = needOf(conversation)
  return {
    conversationId: id,
    after,
    look: (now, last) =>
      read(now, need, async (tx) => {
        const [messages, standing] = await Promise.all([
          messagesAfter(tx, id, last, mostLive),
          standingOf(tx, id),
        ])
        return { messages, standing }
      }),
  }
}
