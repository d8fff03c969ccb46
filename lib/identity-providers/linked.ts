/** Who a person is at which provider, as their page shows it. */
import { and, asc, eq } from "drizzle-orm"
import { identityLinks, identityProviders } from "#db/schema/identity-providers.ts"
import type { Tx } from "#lib/access/transaction.ts"

export type Link = { id: string; provider: string; subject: string; linkedAt: Date }

/** The identities that are linked to the person, by their providers' names. */
export async function linksOf(tx: Tx, userId: string): Promise<Link[]> {
  return tx
    .select({
      id: identityLinks.id,
      provider: identityProviders.name,
      subject: identityLinks.subject,
      linkedAt: identityLinks.linkedAt,
    })
    .from(identityLinks)
    .innerJoin(
      identityProviders,
      and(
        eq(identityProviders.workspaceId, identityLinks.workspaceId),
        eq(identityProviders.id, identityLinks.providerId),
      ),
    )
    .where(eq(identityLinks.userId, userId))
    .orderBy(asc(identityProviders.name), asc(identityLinks.id))
}
