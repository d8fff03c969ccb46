/** What the sign-in page of a workspace offers, before anybody is signed in. Says of no address whether somebody has it. */
import { and, asc, eq, isNotNull, sql } from "drizzle-orm"
import { emailDomains, identityProviders } from "#db/schema/identity-providers.ts"
import { workspaces } from "#db/schema/workspaces.ts"
import { asSystem } from "#lib/access/as-system.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { normaliseEmail } from "#lib/input.ts"

export type WayIn = { id: string; name: string }

/** The enabled providers by name, and whether they are the only way in for everybody but holders of `sso:bypass`. */
export async function waysInto(workspaceId: string): Promise<{ enforced: boolean; providers: WayIn[] }> {
  return asSystem("sign-in", workspaceId, async (tx) => {
    const [workspace] = await tx
      .select({ enforced: sql<boolean>`${workspaces.ssoEnforcedAt} is not null` })
      .from(workspaces)
    return { enforced: workspace?.enforced ?? false, providers: await selectEnabled(tx) }
  })
}

/** The provider to which the proved domain of this address leads, or null. */
export async function providerOfAddress(workspaceId: string, email: string): Promise<WayIn | null> {
  return asSystem("sign-in", workspaceId, (tx) => selectProviderOf(tx, email))
}

/** The same, else the only provider there is. Refuses `no-provider-for-address` beside `email`. */
export async function chooseProvider(workspaceId: string, email: string): Promise<WayIn> {
  const chosen = await asSystem("sign-in", workspaceId, async (tx) => {
    const [only, ...more] = await selectEnabled(tx)
    return more.length === 0 ? only : await selectProviderOf(tx, email)
  })
  refuse(!chosen, "no-provider-for-address", "email")
  return chosen!
}

async function selectProviderOf(tx: Tx, email: string): Promise<WayIn | null> {
  const domain = normaliseEmail(email).split("@").at(-1)!
  const [found] = await tx
    .select({ providerId: emailDomains.providerId })
    .from(emailDomains)
    .where(and(eq(emailDomains.domain, domain), isNotNull(emailDomains.provedAt)))
  if (!found) return null
  const enabled = await selectEnabled(tx)
  if (found.providerId === null) return enabled.length === 1 ? enabled[0]! : null
  return enabled.find(({ id }) => id === found.providerId) ?? null
}

const selectEnabled = (tx: Tx): Promise<WayIn[]> =>
  tx
    .select({ id: identityProviders.id, name: identityProviders.name })
    .from(identityProviders)
    .where(isNotNull(identityProviders.enabledAt))
    .orderBy(asc(sql`lower(${identityProviders.name})`), asc(identityProviders.id))
