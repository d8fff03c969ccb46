/** A provider removed: what its rules gave goes, who was linked is no longer, and who belonged to it belongs here again. */
import { and, eq, isNull, ne, sql } from "drizzle-orm"
import { groupMembers } from "#db/schema/groups.ts"
import {
  emailDomains,
  identityLinks,
  identityProviderRules,
  identityProviders,
  identityProviderSecrets,
} from "#db/schema/identity-providers.ts"
import { userRoles } from "#db/schema/roles.ts"
import { sessions } from "#db/schema/sessions.ts"
import { ssoAssertions, ssoAttempts } from "#db/schema/sso.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change, preview } from "#lib/access/change.ts"
import { type AccessMove, accessMoves } from "#lib/access/moves.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { refuseLastProvider } from "./enforcement.ts"
import type { RemoveProviderInput } from "./input.ts"
import { loadProvider } from "./provider.ts"
import { requireAdmin, requireSetupRight } from "./setup-right.ts"

/**
 * Removes the provider once its name was typed, with its links, its rules and what they gave; sessions begun with it end, but for the
 * actor's own. Refuses `provider-confirm`, `last-provider`, `own-access`, and what requireSetupRight does; NotFound. Needs
 * `sso:manage`.
 */
export async function removeProvider(actor: Actor, input: RemoveProviderInput): Promise<void> {
  await requireSetupRight(actor, input.currentPassword)
  await change(
    actor,
    "sso:manage",
    "identity_provider.removed",
    async (tx) => {
      const { name } = await loadProvider(tx, input.providerId)
      refuse(input.confirm.trim() !== name, "provider-confirm", "confirm")
      await takeAway(tx, actor, input.providerId)
    },
    { sure: input.sure },
  )
}

/** Who is touched: linked, belonging to it, of these without a password here, and domains that lead to it. */
export type Losses = { linked: number; belonging: number; withoutPassword: number; domains: string[] }

/** Who would lose what. Refuses what removeProvider does, but for what the form itself has to say. */
export async function previewRemoval(
  actor: Actor,
  providerId: string,
): Promise<Losses & { moves: AccessMove[] }> {
  requireAdmin(actor)
  return preview(actor, "sso:manage", "identity_provider.removed", async (tx) => {
    await loadProvider(tx, providerId)
    const losses = await lossesOf(tx, providerId)
    await takeAway(tx, actor, providerId)
    return { ...losses, moves: await accessMoves(tx) }
  })
}

async function lossesOf(tx: Tx, providerId: string): Promise<Losses> {
  const [found] = await rows<Omit<Losses, "domains">>(
    tx,
    sql`
      select (select count(*)::int from identity_links l where l.provider_id = ${providerId}) as linked,
             count(*)::int as belonging,
             count(*) filter (where u.joined_at is not null and not exists (
               select from credentials c where c.user_id = u.id))::int as "withoutPassword"
        from users u where u.identity_provider_id = ${providerId} and u.archived_at is null`,
  )
  const domains = await tx
    .select({ domain: emailDomains.domain })
    .from(emailDomains)
    .where(eq(emailDomains.providerId, providerId))
    .orderBy(emailDomains.domain)
  return { ...found!, domains: domains.map(({ domain }) => domain) }
}

async function takeAway(tx: Tx, actor: Actor, id: string): Promise<void> {
  // First, as whoever arrives does: those on their way are in before their sessions end, and nobody after.
  await tx.select().from(identityProviders).where(eq(identityProviders.id, id)).for("no key update")
  for (const given of [userRoles, groupMembers])
    await tx.delete(given).where(eq(given.identityProviderId, id))
  await tx.update(users).set({ identityProviderId: null }).where(eq(users.identityProviderId, id))
  await tx.update(emailDomains).set({ providerId: null }).where(eq(emailDomains.providerId, id))
  for (const of of [
    identityLinks,
    identityProviderRules,
    identityProviderSecrets,
    ssoAttempts,
    ssoAssertions,
  ])
    await tx.delete(of).where(eq(of.providerId, id))
  await tx.delete(identityProviders).where(eq(identityProviders.id, id))
  await tx
    .update(sessions)
    .set({ endedAt: new Date(), endedReason: "identity provider removed" })
    .where(
      and(
        eq(sessions.identityProviderId, id),
        isNull(sessions.endedAt),
        actor.sessionId ? ne(sessions.id, actor.sessionId) : undefined,
      ),
    )
  await refuseLastProvider(tx)
}
