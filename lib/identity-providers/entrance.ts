/** The provider that an address of ours names, before anybody is signed in. */
import { asSystem } from "#lib/access/as-system.ts"
import { findIdentityProvider, type Workspace } from "#lib/access/lookups.ts"
import { NotFound } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"
import { loadProvider, type ProviderRow } from "./provider.ts"

export type Entrance = { workspace: Workspace; provider: ProviderRow }

/** The provider with this id and its workspace, which is nowhere else to be read from; null if there is none. */
export async function findEntrance(providerId: string): Promise<Entrance | null> {
  const workspace = isUuid(providerId) ? await findIdentityProvider(providerId) : null
  if (!workspace) return null
  try {
    return {
      workspace,
      provider: await asSystem("sign-in", workspace.id, (tx) => loadProvider(tx, providerId)),
    }
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}
