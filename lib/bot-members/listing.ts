/** Parts in bots as pages show them: all of one bot, and all of one person. */
import { and, asc, eq, sql } from "drizzle-orm"
import { botMembers, bots } from "#db/schema/bots.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { botRoleOf } from "#lib/access/bot-need.ts"
import { type BotRole, permitsOnBot } from "#lib/access/bot-roles.ts"
import type { UserType } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import { rows } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"
import { isPerson, statusNow } from "#lib/users/columns.ts"
import type { MemberRole } from "./input.ts"

const person = {
  id: users.id,
  firstName: users.firstName,
  lastName: users.lastName,
  pictureId: users.pictureId,
  email: users.email,
  type: sql<UserType>`${users.type}`,
  status: statusNow,
}

/**
 * The bot's owner, and its Developers and Testers by name; `mayManage`: the actor may give and take parts in it. Throws NotFound. Needs
 * `bots:read` on that bot.
 */
export async function listMembers(actor: Actor, botId: string) {
  return read(actor, { permission: "bots:read", bot: botId }, async (tx) => {
    const [bot] = await tx
      .select({ id: bots.id, name: bots.name, archivedAt: bots.archivedAt, owner: person })
      .from(bots)
      .innerJoin(users, and(eq(users.workspaceId, bots.workspaceId), eq(users.id, bots.ownerId)))
      .where(eq(bots.id, botId))
    if (!bot) throw new NotFound()
    const members = await tx
      .select({ ...person, role: sql<MemberRole>`${botMembers.role}` })
      .from(botMembers)
      .innerJoin(users, and(eq(users.workspaceId, botMembers.workspaceId), eq(users.id, botMembers.userId)))
      .where(eq(botMembers.botId, botId))
      .orderBy(asc(users.sortName), asc(users.id))
    const part = await botRoleOf(tx, botId, actor.user.id)
    return { ...bot, members, mayManage: permitsOnBot(actor.permissions, part, "bots:manage") }
  })
}

export type BotOfUser = {
  id: string
  name: string
  role: BotRole
  publishedVersion: number | null
  /** The actor may give and take parts in it. */
  mayManage: boolean
}

/** The bots in which the person has a part, by name; those in the archive apart. Throws NotFound. Needs `users:read`. */
export async function listBotsOf(actor: Actor, userId: string): Promise<BotOfUser[]> {
  return read(actor, "users:read", async (tx) => {
    if (!isUuid(userId)) throw new NotFound()
    const [found] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, userId), isPerson))
    if (!found) throw new NotFound()
    const parts = await rows<Omit<BotOfUser, "mayManage"> & { own: BotRole | null }>(
      tx,
      sql`
        select b.id, b.name, r.role, b.published_version as "publishedVersion", mine.role as own
          from bot_roles r
          join bots b on b.workspace_id = r.workspace_id and b.id = r.bot_id
          left join bot_roles mine on mine.workspace_id = r.workspace_id and mine.bot_id = r.bot_id and mine.user_id = ${actor.user.id}
         where r.user_id = ${userId} and b.archived_at is null order by b.name_norm, b.id`,
    )
    return parts.map(({ own, ...part }) => ({
      ...part,
      mayManage: permitsOnBot(actor.permissions, own, "bots:manage"),
    }))
  })
}

/** How many bots that are. Needs `users:read`. */
export async function countBotsOf(actor: Actor, userId: string): Promise<number> {
  return read(actor, "users:read", async (tx) => {
    const [counted] = await rows<{ bots: number }>(
      tx,
      sql`
        select count(*)::int as bots from bot_roles r join bots b on b.workspace_id = r.workspace_id and b.id = r.bot_id
         where r.user_id = ${userId} and b.archived_at is null`,
    )
    return counted!.bots
  })
}

/** Bots that the actor manages and in which the person has no part yet, by name; `more`: there are others. Needs `users:read`. */
export async function botsToGive(actor: Actor, userId: string, most = 200) {
  const all = actor.permissions.has("bots:manage")
  return read(actor, "users:read", async (tx) => {
    const found = await rows<{ id: string; name: string }>(
      tx,
      sql`
        select b.id, b.name from bots b
         where b.archived_at is null and (${all} or b.owner_id = ${actor.user.id}) and b.owner_id <> ${userId} and not exists (
           select from bot_members m where m.workspace_id = b.workspace_id and m.user_id = ${userId} and m.bot_id = b.id)
         order by b.name_norm, b.id limit ${most + 1}`,
    )
    return { bots: found.slice(0, most), more: found.length > most }
  })
}
