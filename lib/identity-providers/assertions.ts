/** Answers that must not be accepted twice, whichever process they come to and however often that is restarted (SAML Profiles 4.1.4.5). */
import { ssoAssertions } from "#db/schema/sso.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { type Identity, IdentityRefused } from "#lib/identity.ts"
import type { ProviderRow } from "./provider.ts"

/** Throws IdentityRefused `replayed` if the provider's answer was accepted before. */
export async function acceptOnce({ workspaceId, id }: ProviderRow, { once }: Identity): Promise<void> {
  if (!once) return
  const accepted = await asSystem("sign-in", workspaceId, (tx) =>
    tx
      .insert(ssoAssertions)
      .values({ workspaceId, providerId: id, assertionId: once.id, until: once.until })
      .onConflictDoNothing()
      .returning({ until: ssoAssertions.until }),
  )
  if (accepted.length === 0) throw new IdentityRefused("replayed")
}
