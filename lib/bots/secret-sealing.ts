/** Signing secrets once AUTH_SECRET has been replaced: sealed anew, so that the previous one can be forgotten. */
import { and, eq } from "drizzle-orm"
import { botSecrets } from "#db/schema/bots.ts"
import { asSystem, changeAsSystem } from "#lib/access/as-system.ts"
import { listWebhookSecrets, type WebhookSecretPlace } from "#lib/access/webhook-secret-places.ts"
import { log } from "#lib/log.ts"
import { isSealedBefore, seal, unseal } from "#lib/sealing.ts"
import { settings } from "#lib/settings.ts"
import { sealedForWebhook } from "./webhook-secret.ts"

/** By the clock, while there is an AUTH_SECRET_PREVIOUS: seals anew what it sealed. What nothing opens is logged and left. */
export async function sealWebhookSecretsAnew(): Promise<void> {
  if (settings().previousAuthSecret === null) return
  for (const place of await listWebhookSecrets()) await sealAnew(place)
}

async function sealAnew({ workspaceId, botId }: WebhookSecretPlace): Promise<void> {
  const isKept = eq(botSecrets.botId, botId)
  const [kept] = await asSystem("job", workspaceId, (tx) =>
    tx.select({ sealed: botSecrets.sealed }).from(botSecrets).where(isKept),
  )
  if (!kept || !isSealedBefore(kept.sealed, sealedForWebhook(botId))) return
  const secret = opened(kept.sealed, botId)
  if (secret === null) return
  await changeAsSystem("job", workspaceId, "bot.webhook_secret_sealed", (tx) =>
    tx
      .update(botSecrets)
      .set({ sealed: seal(secret, sealedForWebhook(botId)) })
      // One that was made meanwhile stays.
      .where(and(isKept, eq(botSecrets.sealed, kept.sealed))),
  )
}

function opened(sealed: Buffer, botId: string): string | null {
  try {
    return unseal<string>(sealed, sealedForWebhook(botId))
  } catch {
    log.warn(
      { botId },
      "neither AUTH_SECRET nor AUTH_SECRET_PREVIOUS opens a signing secret: a new one has to be made",
    )
    return null
  }
}
