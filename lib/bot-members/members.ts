/** Who is Developer or Tester of a bot (K): seen, given and taken by whoever manages the bot. */
import { and, eq } from "drizzle-orm"
import { botMembers } from "#db/schema/bots.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { Refused, refuse } from "#lib/errors.ts"
import { DoneAlready, unlessDone } from "#lib/done-already.ts"
import { lockLiveBot } from "#lib/bots/lock.ts"
import { lockUser } from "#lib/users/lock.ts"
import type { AddMemberInput, MemberRole, RemoveMemberInput } from "./input.ts"
import { lockByAddress } from "#lib/users/by-address.ts"

/**
 * Gives the person this part in the bot, in place of the one they have; the same again writes nothing. Rank is not asked: an owner may make
 * an Admin a tester. Refuses `owner-fixed`, `archived`, `bot-in-archive`; NotFound. Needs `bots:manage` on that bot.
 */
export async function setMember(actor: Actor, { botId, userId, role }: Part): Promise<void> {
  await giving(actor, botId, (tx) => give(tx, actor, { botId, userId, role }))
}

/** The same to somebody by their exact address. Refuses also `nobody-with-address`. */
export async function addMember(actor: Actor, { botId, email, role }: AddMemberInput): Promise<void> {
  await giving(actor, botId, async (tx) => {
    await lockLiveBot(tx, botId)
    const userId = await lockByAddress(tx, email, "email")
    await give(tx, actor, { botId, userId, role }, "email")
  })
}

const giving = (actor: Actor, bot: string, work: (tx: Tx) => Promise<void>) =>
  change(actor, { permission: "bots:manage", bot }, "bot.member_set", work).catch(unlessDone)

export type Part = { botId: string; userId: string; role: MemberRole }

async function give(tx: Tx, actor: Actor, { botId, userId, role }: Part, field?: string): Promise<void> {
  const bot = await lockLiveBot(tx, botId)
  const person = await lockUser(tx, userId)
  refuse(person.archivedAt, "archived", field)
  refuse(bot.ownerId === userId, "owner-fixed", field)
  const [had] = await tx.select({ role: botMembers.role }).from(botMembers).where(partOf(botId, userId))
  if (had?.role === role) throw new DoneAlready()
  if (had) await tx.update(botMembers).set({ role }).where(partOf(botId, userId))
  else await tx.insert(botMembers).values({ workspaceId: actor.workspace.id, userId, botId, role })
}

/**
 * Takes the person's part in the bot away; what they hold in the workspace stays. Refuses `owner-fixed`, `not-bot-member`, `bot-in-archive`;
 * NotFound. Needs `bots:manage` on that bot.
 */
export async function removeMember(actor: Actor, { botId, userId }: RemoveMemberInput): Promise<void> {
  await change(actor, { permission: "bots:manage", bot: botId }, "bot.member_removed", async (tx) => {
    const bot = await lockLiveBot(tx, botId)
    refuse(bot.ownerId === userId, "owner-fixed")
    const gone = await tx
      .delete(botMembers)
      .where(partOf(botId, userId))
      .returning({ userId: botMembers.userId })
    if (gone.length === 0) throw new Refused("not-bot-member")
  })
}

const partOf = (botId: string, userId: string) =>
  and(eq(botMembers.botId, botId), eq(botMembers.userId, userId))
