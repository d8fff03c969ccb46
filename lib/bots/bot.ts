/** One bot as its pages show it, and what the reader may do with it. */
import { and, eq, sql } from "drizzle-orm"
import { botMembers, bots, botVersions } from "#db/schema/bots.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { type BotPermission, type BotRole, permitsOnBot } from "#lib/access/bot-roles.ts"
import { read } from "#lib/access/read.ts"
import { NotFound } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"
import type { Engine, Language } from "./content.ts"
import { changesSincePublished } from "./draft-changes.ts"
import { settingsVersion } from "./edited-meanwhile.ts"

export type BotDetail = Awaited<ReturnType<typeof getBot>>

/**
 * The bot's draft without its entries, its owner, how far it is published, and what the actor `may` do with it. Throws NotFound, also for
 * another workspace's. Needs `bots:read` on the bot.
 */
export async function getBot(actor: Actor, botId: string) {
  if (!isUuid(botId)) throw new NotFound()
  return read(actor, { permission: "bots:read", bot: botId }, async (tx) => {
    const [bot] = await tx
      .select({
        id: bots.id,
        name: bots.name,
        description: bots.description,
        engine: sql<Engine>`${bots.engine}`,
        language: sql<Language>`${bots.language}`,
        greeting: bots.greeting,
        fallback: bots.fallback,
        webhookUrl: bots.webhookUrl,
        publishedVersion: bots.publishedVersion,
        publishedAt: botVersions.publishedAt,
        /** Since that version; null without one. */
        changes: changesSincePublished,
        createdAt: bots.createdAt,
        archivedAt: bots.archivedAt,
        owner: {
          id: users.id,
          firstName: users.firstName,
          lastName: users.lastName,
          archivedAt: users.archivedAt,
        },
        /** The actor's part in it. */
        role: roleOf(actor),
        entries: sql<number>`(
          select count(*)::integer from bot_entries e
           where e.workspace_id = ${bots.workspaceId} and e.bot_id = ${bots.id})`,
        members: sql<number>`(
          select count(*)::integer + 1 from ${botMembers} m
           where m.workspace_id = ${bots.workspaceId} and m.bot_id = ${bots.id} and m.user_id <> ${bots.ownerId})`,
        secretSetAt: sql`(
          select s.set_at from bot_secrets s
           where s.workspace_id = ${bots.workspaceId} and s.bot_id = ${bots.id})`.mapWith(bots.createdAt),
      })
      .from(bots)
      .innerJoin(users, and(eq(users.workspaceId, bots.workspaceId), eq(users.id, bots.ownerId)))
      .leftJoin(botVersions, isPublishedVersion)
      .where(eq(bots.id, botId))
    if (!bot) throw new NotFound()
    const may = (permission: BotPermission) => permitsOnBot(actor.permissions, bot.role, permission)
    const live = bot.archivedAt === null
    return {
      ...bot,
      version: await settingsVersion(tx, botId),
      /** For showing only: the changes decide. Of a bot in the archive only to manage it is left. */
      may: {
        build: live && may("bots:build"),
        publish: live && may("bots:publish"),
        manage: may("bots:manage"),
        test: live && may("chat:test"),
      },
    }
  })
}

/** Joins each bot's published version, if it has one. */
export const isPublishedVersion = and(
  eq(botVersions.workspaceId, bots.workspaceId),
  eq(botVersions.botId, bots.id),
  eq(botVersions.version, bots.publishedVersion),
)

/** The actor's part in each bot of a query. */
export const roleOf = (actor: Actor) => sql<BotRole | null>`(
  select r.role from bot_roles r
   where r.workspace_id = ${bots.workspaceId} and r.bot_id = ${bots.id} and r.user_id = ${actor.user.id})`
