/** The bot that a change is about, held until it commits. */
import { eq } from "drizzle-orm"
import { bots } from "#db/schema/bots.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound, refuse } from "#lib/errors.ts"

/** Locks and answers the bot, also one in the archive. Throws NotFound, also for another workspace's. */
export async function lockBot(tx: Tx, botId: string) {
  const [bot] = await tx.select().from(bots).where(eq(bots.id, botId)).for("no key update")
  if (!bot) throw new NotFound()
  return bot
}

/** The same, to build on it. Refuses `bot-in-archive`. */
export async function lockLiveBot(tx: Tx, botId: string) {
  const bot = await lockBot(tx, botId)
  refuse(bot.archivedAt, "bot-in-archive")
  return bot
}
