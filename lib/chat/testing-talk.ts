/** What tests of answers stand on: a workspace with a person, bots and conversations, and what was said in them. */
import { randomBytes } from "node:crypto"
import { insertBot, type SeedBot } from "#db/seed/bots.ts"
import { insertConversation, type SeedConversation } from "#db/seed/conversations.ts"
import { orderHelper } from "#db/seed/order-helper.ts"
import { openChange } from "#db/seed/workspace.ts"
import { sealedForWebhook } from "#lib/bots/webhook-secret.ts"
import { seal } from "#lib/sealing.ts"
import { newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import type { Trace } from "./trace.ts"

type Said = {
  n: number
  author: string
  event: string | null
  text: string
  replyTo: number | null
  trace: Trace | null
}

export const fallback = "Pardon?"

/** A workspace with somebody who talks. */
export async function newTalk() {
  const workspace = await newWorkspace()
  const userId = await newPerson(workspace)
  const ownerId = await newPerson(workspace)
  const asks = (text: string) => ({ author: "person" as const, text })
  return {
    workspace,
    userId,

    /** A published bot with the demo's entries; with a `webhookUrl`, one that has a secret, unless it is `unsigned`. */
    async bot({ unsigned, ...bot }: Partial<SeedBot> & { unsigned?: boolean } = {}): Promise<string> {
      const entries = bot.webhookUrl ? [] : orderHelper
      const id = await insertBot(owner, workspace.id, { ownerId, entries, fallback, published: true, ...bot })
      const secret = `whsec_${randomBytes(32).toString("base64")}`
      const sealed = seal(secret, sealedForWebhook(id))
      if (bot.webhookUrl && !unsigned)
        await owner.begin(async (tx) => {
          await openChange(tx, workspace.id, "bot.seeded")
          await tx`insert into bot_secrets ${tx({ workspace_id: workspace.id, bot_id: id, sealed })}`
        })
      return id
    },

    /** A conversation in which the person has asked this. */
    asked: (botId: string, texts: string[], more: Partial<SeedConversation> = {}) =>
      insertConversation(owner, workspace.id, { userId, botId, messages: texts.map(asks), ...more }),

    said: (conversationId: string) =>
      owner<Said[]>`
        select n, author, event, text, reply_to as "replyTo", trace from messages
         where conversation_id = ${conversationId} order by n`,

    state: async (conversationId: string) => {
      const [found] = await owner<{ state: string }[]>`
        select state from conversations where id = ${conversationId}`
      return found?.state
    },

    /** Changes the bot as somebody who may would. */
    changeBot: (botId: string, set: Record<string, unknown>) =>
      owner.begin(async (tx) => {
        await openChange(tx, workspace.id, "bot.seeded")
        await tx`update bots set ${tx(set)} where id = ${botId}`
      }),
  }
}
