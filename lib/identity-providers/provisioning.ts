/** An account for somebody whom a provider brings for the first time: made, or found by the address and linked. Within a change. */
import { and, eq, isNull } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { identityLinks } from "#db/schema/identity-providers.ts"
import { users } from "#db/schema/users.ts"
import type { Tx } from "#lib/access/transaction.ts"
import type { Identity } from "#lib/identity.ts"
import { searchTextOf, sortNameOf } from "#lib/person-name.ts"
import type { Link } from "./decision.ts"
import { giveAtFirstSignIn } from "./mapping.ts"
import { namesFor } from "./profile.ts"
import type { ProviderRow } from "./provider.ts"
import { groupsOf } from "./syncing.ts"

/** Makes the account, joined and with the address confirmed, with type and rules of the provider, and answers its id. */
export async function provision(
  tx: Tx,
  provider: ProviderRow,
  identity: Identity,
  { email, emailNorm }: { email: string; emailNorm: string },
): Promise<string> {
  const { workspaceId, id: providerId, userType } = provider
  const [id, now] = [uuidv7(), new Date()]
  const { firstName, lastName } = namesFor(identity, email)
  await tx.insert(users).values({
    workspaceId,
    id,
    type: userType,
    firstName,
    lastName,
    email,
    emailNorm,
    identityProviderId: providerId,
    sortName: sortNameOf(firstName, lastName),
    search: searchTextOf(firstName, lastName, email),
    emailConfirmedAt: now,
    joinedAt: now,
  })
  await giveAtFirstSignIn(tx, workspaceId, providerId, id)
  return id
}

/** Links the identity to the person. Refuses `linked-otherwise`, `identity-taken`. */
export async function insertLink(
  tx: Tx,
  { workspaceId, id: providerId }: ProviderRow,
  identity: Identity,
  userId: string,
): Promise<Link> {
  const link = { id: uuidv7(), userId, groups: groupsOf(identity) }
  const { issuer, subject } = identity
  await tx.insert(identityLinks).values({ workspaceId, providerId, issuer, subject, ...link })
  return link
}

/** Who comes from nowhere yet belongs to this provider from now on. */
export async function belongTo(tx: Tx, { id }: ProviderRow, userId: string): Promise<void> {
  await tx
    .update(users)
    .set({ identityProviderId: id })
    .where(and(eq(users.id, userId), isNull(users.identityProviderId)))
}
