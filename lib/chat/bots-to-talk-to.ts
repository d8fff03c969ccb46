/** The bots that people can talk to: published, and not in the archive. */
import { and, asc, eq, isNotNull, isNull } from "drizzle-orm"
import { bots } from "#db/schema/bots.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound, refuse } from "#lib/errors.ts"

export type BotToTalkTo = { id: string; name: string; description: string }

/** By name. Needs `chat:use`. */
export async function listBotsToTalkTo(actor: Actor): Promise<BotToTalkTo[]> {
  return read(actor, "chat:use", (tx) =>
    tx
      .select({ id: bots.id, name: bots.name, description: bots.description })
      .from(bots)
      .where(and(isNull(bots.archivedAt), isNotNull(bots.publishedVersion)))
      .orderBy(asc(bots.nameNorm)),
  )
}

/** Refuses `bot-archived`; `bot-not-published` unless it is a test, which is with the draft. Throws NotFound. Answers the version. */
export async function requireTalkingBot(
  tx: Tx,
  { botId, isTest }: { botId: string; isTest: boolean },
): Promise<number | null> {
  const [bot] = await tx
    .select({ archivedAt: bots.archivedAt, version: bots.publishedVersion })
    .from(bots)
    .where(eq(bots.id, botId))
  if (!bot) throw new NotFound()
  refuse(bot.archivedAt, "bot-archived")
  if (isTest) return null
  refuse(bot.version === null, "bot-not-published")
  return bot.version
}
