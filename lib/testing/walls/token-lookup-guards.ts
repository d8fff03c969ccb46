/** The walls within PostgreSQL around access tokens: which one is found, and what it permits now. */
import { guard } from "./access-guards.ts"
import { inFunction } from "./database-guards.ts"
import type { Wall } from "./wall.ts"

export const tokenLookupGuards: Wall[] = [
  ...[
    [" and t.revoked_at is null", "revoked"],
    [" and t.expires_at > now()", "expired"],
    ["\n     and u.status = 'active'", "its owner not active"],
    [" and up.permission = any (t.scopes)", "beyond its scopes"],
    [" and t.user_id = p_user", "somebody else's"],
  ].map(([piece, what]) =>
    guard(
      `what a token permits now: ${what}`,
      inFunction("token_permissions", piece!, ""),
      "lib/access-tokens/permitting",
      "lib/access-tokens/ending",
      "lib/access-tokens/revocation",
      "lib/access-tokens/making",
    ),
  ),
  ...[
    [" and t.revoked_at is null", "revoked"],
    [" and t.expires_at > now()", "expired"],
    [" and u.status = 'active'", "its owner not active"],
    [" and bp.permission = any (t.scopes)", "on a bot beyond its scopes"],
  ].map(([piece, what]) =>
    guard(
      `a token that is found: ${what}`,
      inFunction("find_token", piece!, ""),
      "lib/access-tokens/permitting",
      "lib/access-tokens/ending",
      "lib/access-tokens/revocation",
      "lib/api/hostile",
      "lib/access/bot-need",
    ),
  ),
]
