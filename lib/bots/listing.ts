/** The bots of a workspace that somebody may see, page by page. */
import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm"
import { bots, botVersions } from "#db/schema/bots.ts"
import { users } from "#db/schema/users.ts"
import { type Actor, can } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { isFoundBy } from "#lib/folded-search.ts"
import { readCursor, writeCursor } from "#lib/users/cursor.ts"
import { isPublishedVersion, roleOf } from "./bot.ts"
import type { Engine } from "./content.ts"
import { changesSincePublished } from "./draft-changes.ts"
import type { ListBotsQuery } from "./input.ts"

export const botsPerPage = 50

export type ListedBot = Awaited<ReturnType<typeof listBots>>["rows"][number]

/**
 * The bots that the query asks for by name, 50 a page, with the actor's part in each: every bot for who has `bots:read` or `bots:manage`,
 * else those in which they have one. Needs `bots:read`, on some bot at least.
 */
export async function listBots(actor: Actor, query: ListBotsQuery) {
  const backward = readCursor(query.before, "name")
  const cursor = backward ?? readCursor(query.after, "name")
  const down = backward !== null
  const from =
    cursor &&
    sql`(${bots.nameNorm}, ${bots.id}) ${sql.raw(down ? "<" : ">")} (${cursor.key}, ${cursor.id}::uuid)`
  const order = down ? desc : asc
  const found = await read(actor, { permission: "bots:read", onSomeBot: true }, (tx) =>
    tx
      .select({
        key: bots.nameNorm,
        id: bots.id,
        name: bots.name,
        description: bots.description,
        engine: sql<Engine>`${bots.engine}`,
        publishedVersion: bots.publishedVersion,
        publishedAt: botVersions.publishedAt,
        changes: changesSincePublished,
        archivedAt: bots.archivedAt,
        owner: {
          id: users.id,
          firstName: users.firstName,
          lastName: users.lastName,
          pictureId: users.pictureId,
        },
        role: roleOf(actor),
      })
      .from(bots)
      .innerJoin(users, and(eq(users.workspaceId, bots.workspaceId), eq(users.id, bots.ownerId)))
      .leftJoin(botVersions, isPublishedVersion)
      .where(
        and(
          query.view === "archived" ? isNotNull(bots.archivedAt) : isNull(bots.archivedAt),
          isFoundBy(query.search, bots),
          isSeenBy(actor),
          from ?? undefined,
        ),
      )
      .orderBy(order(bots.nameNorm), order(bots.id))
      .limit(botsPerPage + 1),
  )
  const more = found.length > botsPerPage
  const rows = found.slice(0, botsPerPage)
  if (down) rows.reverse()
  const [first, last] = [rows[0], rows.at(-1)]
  return {
    rows,
    next: last && (down || more) ? writeCursor({ sort: "name", key: last.key, id: last.id }) : null,
    previous:
      first && (down ? more : cursor) ? writeCursor({ sort: "name", key: first.key, id: first.id }) : null,
  }
}

/** How many bots each view has for the actor. Needs `bots:read`, on some bot at least. */
export async function countBots(actor: Actor): Promise<{ active: number; archived: number }> {
  const [counted] = await read(actor, { permission: "bots:read", onSomeBot: true }, (tx) =>
    tx
      .select({
        active: sql<number>`count(*) filter (where ${bots.archivedAt} is null)::integer`,
        archived: sql<number>`count(*) filter (where ${bots.archivedAt} is not null)::integer`,
      })
      .from(bots)
      .where(isSeenBy(actor)),
  )
  return counted!
}

function isSeenBy(actor: Actor): SQL | undefined {
  if (can(actor, "bots:read") || can(actor, "bots:manage")) return undefined
  return sql`exists (
    select from bot_roles r
     where r.workspace_id = ${bots.workspaceId} and r.bot_id = ${bots.id} and r.user_id = ${actor.user.id})`
}
