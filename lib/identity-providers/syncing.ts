/** Bringing an account in line with what its provider says: what the directory owns, groups and rules, and that the person has joined. */
import { and, eq, isNull, sql } from "drizzle-orm"
import { credentials } from "#db/schema/credentials.ts"
import { identityLinks } from "#db/schema/identity-providers.ts"
import { users } from "#db/schema/users.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { stopAllEmailChanges } from "#lib/auth/email-change.ts"
import { withdrawInvitations } from "#lib/auth/invitation.ts"
import { withdrawResetLinks } from "#lib/auth/password-reset.ts"
import { endSessionsOf } from "#lib/auth/session-store.ts"
import type { Identity } from "#lib/identity.ts"
import { searchTextOf, sortNameOf } from "#lib/person-name.ts"
import { type Account, isDomainOf, type Link } from "./decision.ts"
import { applyRules, rulesAreDue } from "./mapping.ts"
import { addressIn, namesOf } from "./profile.ts"
import type { ProviderRow } from "./provider.ts"

/** What differs. Nothing of it: there is nothing to change. */
export type Due = {
  joins: boolean
  names: { firstName: string; lastName: string } | null
  address: { email: string; emailNorm: string } | null
  groups: string[] | null
  rules: boolean
}

export const isDue = (due: Due) => Object.values(due).some(Boolean)

/** What of a linked person's account is not as the provider says. */
export async function dueOf(
  tx: Tx,
  provider: ProviderRow,
  identity: Identity,
  { account, link }: { account: Account; link: Link },
): Promise<Due> {
  const isTheirs = account.identityProviderId === provider.id
  const owns = (what: string) => isTheirs && provider.owns.includes(what)
  const groups = groupsOf(identity)
  return {
    joins: !account.joinedAt,
    names: owns("names") ? otherNames(account, identity) : null,
    address: owns("email") ? await otherAddress(tx, provider, account, identity) : null,
    groups: sameGroups(groups, link.groups) ? null : groups,
    rules: await rulesAreDue(tx, provider.workspaceId, provider.id, account.id),
  }
}

/**
 * Each group once, in an order of our own: a provider that names them in another one has changed nothing. Without those that no rule can
 * name, of which PostgreSQL would keep none.
 */
export const groupsOf = ({ groups }: Identity) =>
  [...new Set(groups.filter((group) => !/[\p{Cc}\p{Cs}]/u.test(group)))].sort()

/** Changes what is due; the rules only if they are to be applied. Within a change. */
export async function bringInLine(
  tx: Tx,
  provider: ProviderRow,
  account: Account,
  link: Link,
  { joins, names, address, groups }: Due,
  { rules }: { rules: boolean },
): Promise<void> {
  if (joins) await join(tx, account)
  if (names ?? address) await rename(tx, account, names, address)
  if (groups) await tx.update(identityLinks).set({ groups }).where(eq(identityLinks.id, link.id))
  if (rules) await applyRules(tx, provider.workspaceId, provider.id, account.id)
}

/** Who comes by their provider has joined: what else would have let somebody in as them no longer does. Within a change. */
export async function join(tx: Tx, { id }: Pick<Account, "id">): Promise<void> {
  const now = new Date()
  await tx
    .update(users)
    .set({ joinedAt: now, emailConfirmedAt: sql`coalesce(${users.emailConfirmedAt}, ${now.toISOString()})` })
    .where(eq(users.id, id))
  await withdrawInvitations(tx, id)
  await endSessionsOf(tx, id, "joined by their identity provider")
  // Also one of one's own: whoever set it knew the temporary password, but never showed that the address is theirs.
  await tx.delete(credentials).where(eq(credentials.userId, id))
}

function otherNames(account: Account, identity: Identity): Due["names"] {
  const said = namesOf(identity)
  const names = {
    firstName: said.firstName ?? account.firstName,
    lastName: said.lastName ?? account.lastName,
  }
  const same = names.firstName === account.firstName && names.lastName === account.lastName
  return same ? null : names
}

/** The address that the provider vouches for, if it is of a proved domain and nobody else's. */
async function otherAddress(
  tx: Tx,
  provider: ProviderRow,
  account: Account,
  identity: Identity,
): Promise<Due["address"]> {
  const said = addressIn(identity)
  if (!said || !identity.emailVerified || said.email === account.email) return null
  if (!(await isDomainOf(tx, provider, said.domain))) return null
  const { email, emailNorm } = said
  if (emailNorm === account.emailNorm) return { email, emailNorm }
  const [taken] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.emailNorm, emailNorm), isNull(users.archivedAt)))
  return taken ? null : { email, emailNorm }
}

async function rename(tx: Tx, account: Account, names: Due["names"], address: Due["address"]): Promise<void> {
  const { firstName, lastName, email } = { ...account, ...names, ...address }
  const moved = address && address.emailNorm !== account.emailNorm
  await tx
    .update(users)
    .set({
      firstName,
      lastName,
      email,
      ...(address && { emailNorm: address.emailNorm }),
      ...(moved && { emailConfirmedAt: new Date() }),
      sortName: sortNameOf(firstName, lastName),
      search: searchTextOf(firstName, lastName, email),
    })
    .where(eq(users.id, account.id))
  if (!moved) return
  // Links that went to the former address open nothing any more.
  await stopAllEmailChanges(tx, account.id)
  await withdrawResetLinks(tx, account.id)
}

const sameGroups = (one: string[], other: string[]) =>
  one.length === other.length && one.every((group) => other.includes(group))
