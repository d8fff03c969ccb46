/** For who has no script that would hear of it: the answer is given a moment before the page is shown. */
import { setTimeout as delay } from "node:timers/promises"
import { and, eq } from "drizzle-orm"
import { messages } from "#db/schema/conversations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { needOf, ownConversation } from "./own.ts"

/** ms */
const longest = 2000
const pause = 100

/** Comes back when message `n` of the actor's conversation is answered, at the latest after two seconds. */
export async function waitForAnswer(actor: Actor, conversationId: string, n: number): Promise<void> {
  const own = await ownConversation(actor, conversationId)
  const until = Date.now() + longest
  const isThere = () =>
    read(actor, needOf(own), async (tx) => {
      const found = await tx
        .select({ n: messages.n })
        .from(messages)
        .where(and(eq(messages.conversationId, own.id), eq(messages.replyTo, n)))
      return found.length > 0
    })
  while (!(await isThere()) && Date.now() < until) await delay(pause)
}
