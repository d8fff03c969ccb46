/** Who may set up single sign-on: whoever controls a provider can become anyone, so it takes all of the Admin permissions and proof. */
import { type Actor, can } from "#lib/access/actor.ts"
import { adminPermissions } from "#lib/access/permissions.ts"
import { requireRecentProof } from "#lib/auth/recent-proof.ts"
import { refuse } from "#lib/errors.ts"

/** Refuses `not-permitted` without `sso:manage`, `needs-admin` without all of the Admin permissions. */
export function requireAdmin(actor: Actor): void {
  refuse(!can(actor, "sso:manage"), "not-permitted")
  refuse(!adminPermissions.every((permission) => can(actor, permission)), "needs-admin")
}

/** The same, and what requireRecentProof refuses. */
export async function requireSetupRight(actor: Actor, currentPassword: string): Promise<void> {
  requireAdmin(actor)
  await requireRecentProof(actor, currentPassword)
}
