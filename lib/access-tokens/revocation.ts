/** Ending access tokens before their time. */
import { and, eq, gte, isNull, sql } from "drizzle-orm"
import { accessTokens } from "#db/schema/access-tokens.ts"
import { type Actor, can } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { requireRecentProof } from "#lib/auth/recent-proof.ts"
import { NotFound, refuse } from "#lib/errors.ts"
import type { RevokeTokenOfInput, TokenInput } from "./input.ts"
import { requireOwner } from "./owner.ts"

/** How a token ended before its time; the last four by what happened to its owner. */
export type RevokedAs =
  | "owner"
  | "admin"
  | "regenerated"
  | "suspended"
  | "archived"
  | "deactivated"
  | "taken_over"

/**
 * Ends one of the actor's own tokens. A token ends itself alone: whoever has found a lost one can. Refuses `token-ended`, and
 * `not-permitted` of others by a token; NotFound, also for anybody else's.
 */
export async function revokeToken(actor: Actor, { tokenId }: TokenInput): Promise<void> {
  refuse(actor.via === "token" && actor.tokenId !== tokenId, "not-permitted")
  await change(actor, "self", "access_token.revoked", async (tx) => {
    await revoke(tx, { userId: actor.user.id, tokenId, as: "owner" })
  })
}

/**
 * Ends a token of a person. Refuses `token-ended`, and what requireRecentProof does; NotFound. Needs `tokens:manage`, and rank over
 * them, whatever the token permits.
 */
export async function revokeTokenOf(
  actor: Actor,
  { userId, tokenId, currentPassword }: RevokeTokenOfInput,
): Promise<void> {
  refuse(!can(actor, "tokens:manage"), "not-permitted")
  if (actor.via === "session") await requireRecentProof(actor, currentPassword)
  await change(actor, "tokens:manage", "access_token.revoked", async (tx) => {
    await requireOwner(tx, userId, "person")
    await revoke(tx, { userId, tokenId, as: userId === actor.user.id ? "owner" : "admin" })
  })
}

type Revoking = { userId: string; tokenId: string; as: RevokedAs }

/** Ends the token of `userId` within a change, and answers what it was. Refuses `token-ended`; NotFound. */
export async function revoke(tx: Tx, { userId, tokenId, as }: Revoking) {
  const [token] = await tx
    .select({
      name: accessTokens.name,
      scopes: accessTokens.scopes,
      revoked: sql<boolean>`${accessTokens.revokedAt} is not null`,
      expired: sql<boolean>`${accessTokens.expiresAt} <= now()`,
    })
    .from(accessTokens)
    .where(and(eq(accessTokens.id, tokenId), eq(accessTokens.userId, userId)))
  if (!token) throw new NotFound()
  // One that has expired can be made anew.
  refuse(token.revoked || (token.expired && as !== "regenerated"), "token-ended")
  await tx
    .update(accessTokens)
    .set({ revokedAt: sql`clock_timestamp()`, revokedAs: as })
    .where(eq(accessTokens.id, tokenId))
  return token
}

/** Ends every token that the person has still, within a change; `since`: only those that were made from then on. */
export async function revokeAllOf(tx: Tx, userId: string, as: RevokedAs, since?: Date): Promise<void> {
  await tx
    .update(accessTokens)
    .set({ revokedAt: sql`clock_timestamp()`, revokedAs: as })
    .where(
      and(
        eq(accessTokens.userId, userId),
        isNull(accessTokens.revokedAt),
        since ? gte(accessTokens.createdAt, since) : undefined,
      ),
    )
}
