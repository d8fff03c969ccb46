/** Client secrets once AUTH_SECRET has been replaced: sealed anew, so that the previous one can be forgotten. */
import { and, eq } from "drizzle-orm"
import { identityProviderSecrets } from "#db/schema/identity-providers.ts"
import { asSystem, changeAsSystem } from "#lib/access/as-system.ts"
import { type ClientSecretPlace, listClientSecrets } from "#lib/access/sso-store.ts"
import { log } from "#lib/log.ts"
import { isSealedBefore, seal, unseal } from "#lib/sealing.ts"
import { settings } from "#lib/settings.ts"
import { sealedFor } from "./provider.ts"

/** By the clock, while there is an AUTH_SECRET_PREVIOUS: seals anew what it sealed. What nothing opens is logged and left. */
export async function sealClientSecretsAnew(): Promise<void> {
  if (settings().previousAuthSecret === null) return
  for (const place of await listClientSecrets()) await sealAnew(place)
}

async function sealAnew({ workspaceId, providerId }: ClientSecretPlace): Promise<void> {
  const [kept] = await asSystem("job", workspaceId, (tx) =>
    tx
      .select({ sealed: identityProviderSecrets.sealed })
      .from(identityProviderSecrets)
      .where(eq(identityProviderSecrets.providerId, providerId)),
  )
  if (!kept || !isSealedBefore(kept.sealed, sealedFor(providerId))) return
  const secret = opened(kept.sealed, providerId)
  if (secret === null) return
  await changeAsSystem("job", workspaceId, "identity_provider.secret_sealed", (tx) =>
    tx
      .update(identityProviderSecrets)
      .set({ sealed: seal(secret, sealedFor(providerId)) })
      // One that an admin set meanwhile stays.
      .where(
        and(
          eq(identityProviderSecrets.providerId, providerId),
          eq(identityProviderSecrets.sealed, kept.sealed),
        ),
      ),
  )
}

function opened(sealed: Buffer, providerId: string): string | null {
  try {
    return unseal<string>(sealed, sealedFor(providerId))
  } catch {
    log.warn(
      { providerId },
      "neither AUTH_SECRET nor AUTH_SECRET_PREVIOUS opens a client secret: it has to be entered anew",
    )
    return null
  }
}
