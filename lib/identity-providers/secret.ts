/** A provider's client secret: sealed, written and never shown again. */
import { eq } from "drizzle-orm"
import { identityProviderSecrets } from "#db/schema/identity-providers.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { seal } from "#lib/sealing.ts"
import { sealedFor } from "./provider.ts"

/** Puts the secret in place of the one that is there. Within a change. */
export async function keepSecret(
  tx: Tx,
  workspaceId: string,
  providerId: string,
  secret: string,
): Promise<void> {
  const sealed = seal(secret, sealedFor(providerId))
  const setAt = new Date()
  await tx
    .insert(identityProviderSecrets)
    .values({ workspaceId, providerId, sealed, setAt })
    .onConflictDoUpdate({
      target: [identityProviderSecrets.workspaceId, identityProviderSecrets.providerId],
      set: { sealed, setAt },
    })
}

/** Since when there is one; null without. */
export async function secretSetAt(tx: Tx, providerId: string): Promise<Date | null> {
  const [found] = await tx
    .select({ at: identityProviderSecrets.setAt })
    .from(identityProviderSecrets)
    .where(eq(identityProviderSecrets.providerId, providerId))
  return found?.at ?? null
}
