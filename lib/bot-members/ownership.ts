/** Handing a bot to another owner: there is exactly one, so that it changes hands and is never added or taken (K). */
import { and, eq, inArray, isNull } from "drizzle-orm"
import { botMembers, bots } from "#db/schema/bots.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { botRoleOf } from "#lib/access/bot-need.ts"
import { change } from "#lib/access/change.ts"
import { permitsOnBot } from "#lib/access/bot-roles.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { requireRecentProof } from "#lib/auth/recent-proof.ts"
import { lockBot } from "#lib/bots/lock.ts"
import { Refused, refuse } from "#lib/errors.ts"
import { lockByAddress } from "#lib/users/by-address.ts"
import { isPerson } from "#lib/users/columns.ts"
import type { TransferOwnershipInput } from "./input.ts"

/**
 * Makes an active person the owner; the former one stays as Developer unless told otherwise. Also of a bot in the archive, which can't come
 * back while its owner is there. Refuses `owner-needed`, `nobody-with-address`, `owner-unfit`, `owns-already`, and what requireRecentProof() refuses; NotFound. Needs `bots:manage`
 * on that bot; answers whether the actor may still see it.
 */
export async function transferOwnership(
  actor: Actor,
  input: TransferOwnershipInput,
): Promise<{ seesIt: boolean }> {
  const { botId, owner: chosen = "", email = "", stays = "developer", currentPassword = "" } = input
  const need = { permission: "bots:manage", bot: botId } as const
  await read(actor, need, async () => {})
  await requireRecentProof(actor, currentPassword)
  return change(actor, need, "bot.transferred", async (tx) => {
    const bot = await lockBot(tx, botId)
    refuse(!chosen && !email, "owner-needed", "email")
    const [owner, field] = email ? [await lockByAddress(tx, email, "email"), "email"] : [chosen, "owner"]
    refuse(bot.ownerId === owner, "owns-already", field)
    await refuseUnfit(tx, [owner], field)
    await handTo(tx, owner, [botId])
    if (stays === "developer" && (await isHere(tx, bot.ownerId)))
      await tx
        .insert(botMembers)
        .values({ workspaceId: actor.workspace.id, userId: bot.ownerId, botId, role: "developer" })
        // An undo may have given the owner a part that they had before.
        .onConflictDoUpdate({
          target: [botMembers.workspaceId, botMembers.userId, botMembers.botId],
          set: { role: "developer" },
        })
    const part = await botRoleOf(tx, botId, actor.user.id)
    return { seesIt: permitsOnBot(actor.permissions, part, "bots:read") }
  })
}

/** Makes the person the owner of these bots. Within a change; whether they may be is known. */
export async function handTo(tx: Tx, owner: string, botIds: string[]): Promise<void> {
  await tx.update(bots).set({ ownerId: owner }).where(inArray(bots.id, botIds))
  // Whoever owns a bot has no lesser part in it besides.
  await tx.delete(botMembers).where(and(inArray(botMembers.botId, botIds), eq(botMembers.userId, owner)))
}

/** Refuses `owner-unfit` unless all of these are active people of the workspace; they are held until the change commits. */
export async function refuseUnfit(tx: Tx, owners: string[], field: string): Promise<void> {
  const wanted = [...new Set(owners)]
  const fit = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.id, wanted), eq(users.status, "active"), isPerson))
    .orderBy(users.id)
    .for("no key update")
  if (fit.length < wanted.length) throw new Refused("owner-unfit", field)
}

async function isHere(tx: Tx, userId: string): Promise<boolean> {
  const found = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.archivedAt)))
  return found.length > 0
}
