/** What a bot's webhook is signed with: made here, kept sealed, shown once. */
import { randomBytes } from "node:crypto"
import { botSecrets } from "#db/schema/bots.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { seal, type SealedFor } from "#lib/sealing.ts"
import type { BotInput } from "./input.ts"
import { lockLiveBot } from "./lock.ts"

const secretBytes = 32

/** What the sealed secret is bound to: no other bot's opens by it. */
export const sealedForWebhook = (botId: string): SealedFor => ({ purpose: "bot-webhook", owner: botId })

/**
 * Makes the signing secret, in place of the one that there may be, and answers it: `whsec_` and base64 (Standard Webhooks 1.0). Signed with
 * it is whatever is sent from now on, also by the version that is live. Refuses `bot-in-archive`; NotFound. Needs `bots:manage` on the
 * bot: whoever knows it can speak for the bot.
 */
export async function makeWebhookSecret(actor: Actor, { botId }: BotInput): Promise<{ secret: string }> {
  const secret = `whsec_${randomBytes(secretBytes).toString("base64")}`
  const need = { permission: "bots:manage", bot: botId } as const
  await change(actor, need, "bot.webhook_secret_made", async (tx) => {
    await lockLiveBot(tx, botId)
    const kept = { sealed: seal(secret, sealedForWebhook(botId)), setAt: new Date() }
    await tx
      .insert(botSecrets)
      .values({ workspaceId: actor.workspace.id, botId, ...kept })
      .onConflictDoUpdate({ target: [botSecrets.workspaceId, botSecrets.botId], set: kept })
  })
  return { secret }
}
