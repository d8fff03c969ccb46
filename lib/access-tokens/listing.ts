/** Access tokens as their owner and admins see them: all but the token itself. */
import { and, desc, eq, sql } from "drizzle-orm"
import { accessTokens, accessTokenUses } from "#db/schema/access-tokens.ts"
import type { Actor } from "#lib/access/actor.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { isUuid } from "#lib/input.ts"
import { NotFound } from "#lib/errors.ts"
import { mostTokens } from "./making.ts"
import { heldBy, requireOwner } from "./owner.ts"
import type { RevokedAs } from "./revocation.ts"

const mostEnded = 20

const isLive = sql<boolean>`(${accessTokens.revokedAt} is null and ${accessTokens.expiresAt} > now())`

/** How a token ended. */
export type TokenEnd = RevokedAs | "expired"

/** The actor's own tokens, as `tokensOf` answers them. */
export const listTokens = (actor: Actor) => read(actor, "self", (tx) => tokensOf(tx, actor.user.id))

/** Those of a person. Throws NotFound, also for a service account. Needs `tokens:manage`. */
export async function listTokensOf(actor: Actor, userId: string): Promise<Tokens> {
  return read(actor, "tokens:manage", async (tx) => {
    if (!isUuid(userId)) throw new NotFound()
    await requireOwner(tx, userId, "person")
    return tokensOf(tx, userId)
  })
}

export type Tokens = Awaited<ReturnType<typeof tokensOf>>
export type LiveToken = Tokens["live"][number]
export type EndedToken = Tokens["ended"][number]

/**
 * The live tokens of whoever has this id, the newest first, and those that ended last, with why. `lost`: scopes that permit nothing
 * now, because the owner does not hold them any more. `held`: what a new one could be given.
 */
export async function tokensOf(tx: Tx, userId: string) {
  const held = await heldBy(tx, userId)
  const found = await tx
    .select({
      id: accessTokens.id,
      name: accessTokens.name,
      start: accessTokens.start,
      scopes: sql<Permission[]>`${accessTokens.scopes}`,
      createdAt: accessTokens.createdAt,
      expiresAt: accessTokens.expiresAt,
      revokedAt: accessTokens.revokedAt,
      revokedAs: sql<RevokedAs | null>`${accessTokens.revokedAs}`,
      usedAt: accessTokenUses.usedAt,
      usedFrom: accessTokenUses.ip,
      live: isLive,
    })
    .from(accessTokens)
    .leftJoin(
      accessTokenUses,
      and(
        eq(accessTokenUses.workspaceId, accessTokens.workspaceId),
        eq(accessTokenUses.tokenId, accessTokens.id),
      ),
    )
    .where(eq(accessTokens.userId, userId))
    .orderBy(
      desc(isLive),
      desc(
        sql`case when ${isLive} then ${accessTokens.createdAt} else least(${accessTokens.revokedAt}, ${accessTokens.expiresAt}) end`,
      ),
      desc(accessTokens.id),
    )
    .limit(mostTokens + mostEnded)
  const told = found.map(({ live, revokedAt, revokedAs, ...token }) => ({
    ...token,
    live,
    lost: token.scopes.filter((scope) => !held.has(scope)),
    ...endOf(token.expiresAt, revokedAt, revokedAs),
  }))
  return {
    held,
    live: told.filter(({ live }) => live).map(({ endedAt: _at, endedAs: _as, ...token }) => token),
    ended: told.filter(({ live }) => !live).slice(0, mostEnded),
  }
}

// What had expired before its owner was suspended, say, did not end by that.
function endOf(
  expiresAt: Date,
  revokedAt: Date | null,
  revokedAs: RevokedAs | null,
): { endedAt: Date; endedAs: TokenEnd } {
  const expiredFirst = revokedAt === null || revokedAs === null || expiresAt < revokedAt
  return expiredFirst
    ? { endedAt: expiresAt, endedAs: "expired" }
    : { endedAt: revokedAt, endedAs: revokedAs }
}
