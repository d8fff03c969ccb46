/** The bot that a change is about, held until it commits. */
import { eq, sql } from "drizzle-orm"
import { bots } from "#db/schema/bots.ts"
import { users } from "#db/schema/users.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound, refuse } from "#lib/errors.ts"
import { normaliseEmail } from "#lib/input.ts"

/** Locks and answers the bot. Throws NotFound, also for another workspace's. */
export async function lockBot(tx: Tx, botId: string) {
  const [bot] = await tx
    .select({ id: bots.id, name: bots.name, ownerId: bots.ownerId, archivedAt: bots.archivedAt })
    .from(bots)
    .where(eq(bots.id, botId))
    .for("no key update")
  if (!bot) throw new NotFound()
  return bot
}

/** The person with this address who is not in the archive, held. Refuses `nobody-with-address`, beside `field`. */
export async function lockByAddress(tx: Tx, email: string, field: string): Promise<string> {
  const [person] = await tx
    .select({ id: users.id })
    .from(users)
    .where(sql`${users.emailNorm} = ${normaliseEmail(email)} and ${users.archivedAt} is null`)
    .for("no key update")
  refuse(!person, "nobody-with-address", field)
  return person!.id
}
