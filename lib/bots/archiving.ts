/** A bot taken out of use, and back. */
import { and, eq, isNull } from "drizzle-orm"
import { bots } from "#db/schema/bots.ts"
import { users } from "#db/schema/users.ts"
import type { Actor, BotNeed } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { refuse } from "#lib/errors.ts"
import { DoneAlready, unlessDone } from "#lib/done-already.ts"
import type { BotInput } from "./input.ts"
import { lockBot } from "./lock.ts"

const managing = (bot: string): BotNeed => ({ permission: "bots:manage", bot })

/**
 * From now on nobody talks to it or has a part in it but its owner, who may bring it back; one that is there already stays so. NotFound. Needs
 * `bots:manage` on the bot.
 */
export async function archiveBot(actor: Actor, { botId }: BotInput): Promise<void> {
  await change(actor, managing(botId), "bot.archived", async (tx) => {
    const bot = await lockBot(tx, botId)
    if (bot.archivedAt) throw new DoneAlready()
    await tx.update(bots).set({ archivedAt: new Date() }).where(eq(bots.id, botId))
  }).catch(unlessDone)
}

/**
 * The bot is what it was before, published or not. Refuses `bot-owner-archived`, `bot-name-taken-meanwhile`; NotFound. Needs
 * `bots:manage` on the bot.
 */
export async function restoreBot(actor: Actor, { botId }: BotInput): Promise<void> {
  await change(actor, managing(botId), "bot.restored", async (tx) => {
    const bot = await lockBot(tx, botId)
    if (!bot.archivedAt) throw new DoneAlready()
    const [owner] = await tx
      .select({ archivedAt: users.archivedAt })
      .from(users)
      .where(eq(users.id, bot.ownerId))
    refuse(owner?.archivedAt, "bot-owner-archived")
    const [namesake] = await tx
      .select({ id: bots.id })
      .from(bots)
      .where(and(eq(bots.nameNorm, bot.nameNorm), isNull(bots.archivedAt)))
    refuse(namesake, "bot-name-taken-meanwhile")
    await tx.update(bots).set({ archivedAt: null }).where(eq(bots.id, botId))
  }).catch(unlessDone)
}
