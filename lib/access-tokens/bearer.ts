/** Who acts by an access token (RFC 6750): its owner, with what its scopes leave of their permissions. */
import type { Actor, Origin } from "#lib/access/actor.ts"
import { findToken, principalOf } from "#lib/access/lookups.ts"
import { hashToken } from "#lib/auth/keys.ts"
import { isAccessToken } from "./secret.ts"

/**
 * The actor of the token in an `Authorization: Bearer …` header. Null for none, for one that is forged, cut off, unknown, expired or
 * revoked, and for one whose owner is not active any more: the answer never says which.
 */
export async function bearerActor(authorization: string | null, origin: Origin): Promise<Actor | null> {
  const [, token] = /^Bearer ([\w.~+/-]+)$/i.exec(authorization ?? "") ?? []
  if (!token || !isAccessToken(token)) return null
  const found = await findToken(hashToken(token), origin.ip)
  return (
    found && {
      via: "token",
      sessionId: null,
      tokenId: found.token_id,
      stage: "full",
      ...principalOf(found, origin),
    }
  )
}
