/** Letting people in by a provider, and no longer. */
import { and, eq, isNotNull, ne } from "drizzle-orm"
import { identityProviders } from "#db/schema/identity-providers.ts"
import { workspaces } from "#db/schema/workspaces.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { requireIssuer } from "./connection.ts"
import type { ChangeProviderInput } from "./input.ts"
import { loadProvider } from "./provider.ts"
import { secretSetAt } from "./secret.ts"
import { requireSetupRight } from "./setup-right.ts"

/**
 * Puts the provider on the sign-in page. Refuses `provider-enabled`, `provider-unreached`, `secret-missing`, `certificate-needed`, and
 * what requireSetupRight does; NotFound. Needs `sso:manage`.
 */
export async function enableProvider(actor: Actor, input: ChangeProviderInput): Promise<void> {
  await requireSetupRight(actor, input.currentPassword)
  const tried = await read(actor, "sso:manage", (tx) => loadProvider(tx, input.providerId))
  if (tried.kind === "oidc") await requireIssuer(tried.issuer, null)
  await change(actor, "sso:manage", "identity_provider.enabled", async (tx) => {
    const provider = await loadProvider(tx, input.providerId)
    refuse(provider.enabledAt, "provider-enabled")
    refuse(provider.issuer !== tried.issuer, "edited-meanwhile")
    if (provider.kind === "oidc") refuse(!(await secretSetAt(tx, provider.id)), "secret-missing")
    else refuse(provider.certificates.length === 0, "certificate-needed")
    await tx
      .update(identityProviders)
      .set({ enabledAt: new Date() })
      .where(eq(identityProviders.id, provider.id))
  })
}

/**
 * Takes the provider off the sign-in page; sessions go on. Refuses `provider-not-enabled`, `provider-enforced`, and what
 * requireSetupRight does; NotFound. Needs `sso:manage`.
 */
export async function disableProvider(actor: Actor, input: ChangeProviderInput): Promise<void> {
  await requireSetupRight(actor, input.currentPassword)
  await change(actor, "sso:manage", "identity_provider.disabled", async (tx) => {
    const provider = await loadProvider(tx, input.providerId)
    refuse(!provider.enabledAt, "provider-not-enabled")
    await refuseLastEnforced(tx, provider.id)
    await tx.update(identityProviders).set({ enabledAt: null }).where(eq(identityProviders.id, provider.id))
  })
}

/** Refuses `provider-enforced` if the workspace would be left with no way in but passwords that are off. */
export async function refuseLastEnforced(tx: Tx, providerId: string): Promise<void> {
  refuse(await isLastEnforced(tx, providerId), "provider-enforced")
}

/** Does the workspace sign in by its providers only, and is this the last one that is enabled? */
export async function isLastEnforced(tx: Tx, providerId: string): Promise<boolean> {
  const [workspace] = await tx.select({ enforcedAt: workspaces.ssoEnforcedAt }).from(workspaces)
  if (!workspace?.enforcedAt) return false
  const [other] = await tx
    .select({ id: identityProviders.id })
    .from(identityProviders)
    .where(and(isNotNull(identityProviders.enabledAt), ne(identityProviders.id, providerId)))
  return other === undefined
}
