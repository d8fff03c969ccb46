/** Letting people in by a provider, and no longer. */
import { eq } from "drizzle-orm"
import { identityProviders } from "#db/schema/identity-providers.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import { refuse } from "#lib/errors.ts"
import { requireIssuer } from "./connection.ts"
import { refuseLastProvider } from "./enforcement.ts"
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
 * Takes the provider off the sign-in page; sessions go on. Refuses `provider-not-enabled`, `last-provider`, and what
 * requireSetupRight does; NotFound. Needs `sso:manage`.
 */
export async function disableProvider(actor: Actor, input: ChangeProviderInput): Promise<void> {
  await requireSetupRight(actor, input.currentPassword)
  await change(actor, "sso:manage", "identity_provider.disabled", async (tx) => {
    const provider = await loadProvider(tx, input.providerId)
    refuse(!provider.enabledAt, "provider-not-enabled")
    await tx.update(identityProviders).set({ enabledAt: null }).where(eq(identityProviders.id, provider.id))
    await refuseLastProvider(tx)
  })
}
