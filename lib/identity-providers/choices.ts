/** The providers that somebody may be said to sign in by. */
import { and, eq, isNotNull } from "drizzle-orm"
import { identityProviders } from "#db/schema/identity-providers.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { directoryManagedBy } from "./ownership.ts"

export type ProviderChoice = { id: string; name: string; enabled: boolean }

/**
 * Every provider by name, and the one that people of this workspace are added by, if they are. Names only: how one is set up is for
 * `sso:manage`. Needs `users:read`.
 */
export async function providersToChoose(
  actor: Actor,
): Promise<{ providers: ProviderChoice[]; managedBy: string | null }> {
  return read(actor, "users:read", async (tx) => {
    const found = await tx
      .select({
        id: identityProviders.id,
        name: identityProviders.name,
        enabledAt: identityProviders.enabledAt,
      })
      .from(identityProviders)
      .orderBy(identityProviders.name, identityProviders.id)
    return {
      providers: found.map(({ id, name, enabledAt }) => ({ id, name, enabled: enabledAt !== null })),
      managedBy: await directoryManagedBy(tx),
    }
  })
}

/** Refuses `unknown-provider` beside the field, also for another workspace's; "" is none. */
export async function refuseUnknownProvider(tx: Tx, providerId: string): Promise<void> {
  if (providerId === "") return
  const [known] = await tx
    .select({ id: identityProviders.id })
    .from(identityProviders)
    .where(and(eq(identityProviders.id, providerId), isNotNull(identityProviders.enabledAt)))
  refuse(!known, "unknown-provider", "identityProvider")
}
