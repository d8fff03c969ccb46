/** Who acts by an access token (RFC 6750): its owner, with what its scopes leave of their permissions. */
import type { Actor, Origin } from "#lib/access/actor.ts"
import { type FoundToken, findToken } from "#lib/access/lookups.ts"
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
  return found && actorOf(found, origin)
}

function actorOf(found: FoundToken, origin: Origin): Actor {
  return {
    via: "token",
    sessionId: null,
    tokenId: found.token_id,
    stage: "full",
    workspace: {
      id: found.workspace_id,
      slug: found.workspace_slug,
      name: found.workspace_name,
      logoId: found.workspace_logo_id,
      timezone: found.workspace_timezone,
    },
    user: {
      id: found.user_id,
      firstName: found.first_name,
      lastName: found.last_name,
      email: found.email,
      type: found.type,
      timezone: found.timezone,
      pictureId: found.picture_id,
    },
    permissions: new Set(found.permissions),
    botPermissions: new Set(found.bot_permissions),
    origin,
  }
}
