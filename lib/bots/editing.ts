/** A bot's settings: who it is, and how it answers. */
import { eq } from "drizzle-orm"
import { botSecrets, bots } from "#db/schema/bots.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { Refused } from "#lib/errors.ts"
import { columnsOf } from "./creation.ts"
import { refuseIfSettingsEdited } from "./edited-meanwhile.ts"
import type { EditBotInput } from "./input.ts"
import { lockLiveBot } from "./lock.ts"

/**
 * Saves the settings. Name and description count at once, everything else once it is published. Refuses `edited-meanwhile`,
 * `bot-name-taken`, `webhook-address-missing`, `webhook-host-moved` unless they have been told (`host`), `bot-in-archive`; NotFound.
 * Needs `bots:build` on the bot.
 */
export async function editBot(actor: Actor, { botId, seen, host, ...input }: EditBotInput): Promise<void> {
  await change(actor, { permission: "bots:build", bot: botId }, "bot.edited", async (tx) => {
    const bot = await lockLiveBot(tx, botId)
    await refuseIfSettingsEdited(tx, botId, seen)
    const columns = columnsOf(input)
    await refuseIfHostMoved(tx, bot, columns.webhookUrl, host)
    await tx.update(bots).set(columns).where(eq(bots.id, botId))
  })
}

/**
 * Another host would get what is signed with a secret that the former one knows, and could pass it on to it as genuine. The bot that is live goes on
 * with that secret, so it is not ended here: whoever moves the address says so twice, or has a new one made.
 */
async function refuseIfHostMoved(
  tx: Tx,
  { id, webhookUrl }: { id: string; webhookUrl: string | null },
  moved: string | null,
  told: string,
): Promise<void> {
  if (!webhookUrl || !moved) return
  const host = new URL(moved).host
  if (host === new URL(webhookUrl).host || host === told) return
  const [secret] = await tx
    .select({ setAt: botSecrets.setAt })
    .from(botSecrets)
    .where(eq(botSecrets.botId, id))
  if (secret) throw new Refused("webhook-host-moved", undefined, { values: { host } })
}
