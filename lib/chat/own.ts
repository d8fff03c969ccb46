/** One's own conversations: a page or route about one asks here what it needs. */
import { and, eq } from "drizzle-orm"
import { conversations } from "#db/schema/conversations.ts"
import type { Actor, Need } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { NotFound } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"

export type OwnConversation = { id: string; botId: string; isTest: boolean }

/** Which conversation of the actor's own this is; says nothing of it yet. Throws NotFound for what is not theirs. */
export async function ownConversation(actor: Actor, id: string): Promise<OwnConversation> {
  if (!isUuid(id)) throw new NotFound()
  const [found] = await read(actor, "self", (tx) =>
    tx
      .select({ id: conversations.id, botId: conversations.botId, isTest: conversations.isTest })
      .from(conversations)
      .where(and(eq(conversations.id, id), eq(conversations.userId, actor.user.id))),
  )
  if (!found) throw new NotFound()
  return found
}

/** What it takes to go on with a conversation of one's own: the chat, or for a test the test mode of that bot. */
export const needOf = ({ botId, isTest }: Pick<OwnConversation, "botId" | "isTest">): Need =>
  isTest ? { permission: "chat:test", bot: botId } : "chat:use"
