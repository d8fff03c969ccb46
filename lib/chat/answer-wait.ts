/** For who hears of no answer by themselves, a page without a script and a program: it is given a moment. */
import { setTimeout as delay } from "node:timers/promises"
import { and, eq } from "drizzle-orm"
import { messages } from "#db/schema/conversations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { needOf, ownConversation } from "./own.ts"

/** ms */
const longest = 2000
const pause = 100

export type BotAnswer = { n: number; text: string; at: Date }

/** The bot's answer to message `n` of the actor's conversation as soon as there is one; null after `most` ms without. */
export async function waitForAnswer(
  actor: Actor,
  conversationId: string,
  n: number,
  most = longest,
): Promise<BotAnswer | null> {
  const own = await ownConversation(actor, conversationId)
  const until = Date.now() + most
  for (;;) {
    const [answer] = await read(actor, needOf(own), (tx) =>
      tx
        .select({ n: messages.n, text: messages.text, at: messages.at })
        .from(messages)
        .where(and(eq(messages.conversationId, own.id), eq(messages.replyTo, n))),
    )
    if (answer || Date.now() >= until) return answer ?? null
    await delay(pause)
  }
}
