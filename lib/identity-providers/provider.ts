/** An identity provider of a workspace as the protocols need it, its secret opened. */
import { eq } from "drizzle-orm"
import { identityProviders, identityProviderSecrets } from "#db/schema/identity-providers.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"
import type { ClaimNames } from "#lib/identity.ts"
import { unseal } from "#lib/sealing.ts"
import { settings } from "#lib/settings.ts"

export type ProviderRow = typeof identityProviders.$inferSelect

/** What a sealed client secret is bound to. */
export const sealedFor = (providerId: string) => ({ purpose: "client secret", owner: providerId })

/** The provider's row. Throws NotFound. */
export async function loadProvider(tx: Tx, providerId: string): Promise<ProviderRow> {
  const [found] = await tx.select().from(identityProviders).where(eq(identityProviders.id, providerId))
  if (!found) throw new NotFound()
  return found
}

/** Keeps the provider from being switched off, edited or removed until the transaction has ended. */
export async function holdProvider(tx: Tx, providerId: string): Promise<void> {
  await tx
    .select({ id: identityProviders.id })
    .from(identityProviders)
    .where(eq(identityProviders.id, providerId))
    .for("share")
}

/** Would both verify an answer alike? */
export const isSameConnection = (one: ProviderRow, other: ProviderRow): boolean =>
  connectionOf(one) === connectionOf(other)

const connectionOf = ({ issuer, clientId, certificates }: ProviderRow) =>
  JSON.stringify([issuer, clientId, certificates])

/** Its client secret, opened; null if it has none. Never to leave the server. */
export async function loadSecret(tx: Tx, providerId: string): Promise<string | null> {
  const [found] = await tx
    .select({ sealed: identityProviderSecrets.sealed })
    .from(identityProviderSecrets)
    .where(eq(identityProviderSecrets.providerId, providerId))
  return found ? unseal<string>(found.sealed, sealedFor(providerId)) : null
}

/** How this provider names what it says of a person. */
export const claimNamesOf = (provider: ProviderRow): ClaimNames => ({
  email: provider.emailClaim,
  firstName: provider.firstNameClaim,
  lastName: provider.lastNameClaim,
  groups: provider.groupsClaim,
  trustEmail: provider.trustEmail,
})

/** The addresses that a provider is told, all of them below one that names the provider. */
export function addressesOf(providerId: string) {
  const base = `${settings().authUrl}/api/auth/sso/${providerId}`
  return {
    start: `${base}/start`,
    /** OIDC's redirect URI. */
    callback: `${base}/callback`,
    /** SAML's assertion consumer service. */
    acs: `${base}/acs`,
    complete: `${base}/complete`,
    /** SAML's metadata, and its address our entity id. */
    metadata: `${base}/metadata`,
  }
}
