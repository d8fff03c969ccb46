/** Whose account an identity opens: that of its link, else by the provider's rule for first sign-ins. Reads only. */
import { and, eq, isNotNull, isNull, or, sql } from "drizzle-orm"
import { emailDomains, identityLinks } from "#db/schema/identity-providers.ts"
import { users } from "#db/schema/users.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { refuse, Refused } from "#lib/errors.ts"
import type { Identity } from "#lib/identity.ts"
import { addressIn } from "./profile.ts"
import type { ProviderRow } from "./provider.ts"

export type Link = { id: string; userId: string; groups: string[] }
export type Account = Awaited<ReturnType<typeof selectAccounts>>[number]

export type Decision =
  /** It is linked to this person already. */
  | { kind: "known"; account: Account; link: Link }
  /** It is this person's by its address, and is to be linked. */
  | { kind: "link"; account: Account }
  /** It is nobody's yet and gets an account. */
  | { kind: "create"; email: string; emailNorm: string }

/** Do both open the same account, in the same way? */
export const isSameDecision = (one: Decision, other: Decision): boolean =>
  one.kind === other.kind && accountOf(one) === accountOf(other)

const accountOf = (decision: Decision) => (decision.kind === "create" ? null : decision.account.id)

/**
 * Refuses `sso-provider-off`; for a linked person `sso-suspended`, `sso-archived`, `sso-deactivated`; for anybody else, in this order,
 * `sso-not-linked`, `sso-email-missing`, `sso-email-unverified`, `sso-domain-not-proved`, `sso-not-invited`, and for the account that
 * has the address `linked-otherwise` and the first three. A lock is against guessing passwords, and keeps nobody out who comes from a provider.
 */
export async function decide(tx: Tx, provider: ProviderRow, identity: Identity): Promise<Decision> {
  refuse(!provider.enabledAt, "sso-provider-off")
  const link = await findLink(tx, provider, identity)
  if (link) {
    const [account] = await selectAccounts(tx, provider, eq(users.id, link.userId))
    refuseClosed(account!)
    return { kind: "known", account: account!, link }
  }
  refuse(provider.firstSignIn === "nobody", "sso-not-linked")
  const address = addressIn(identity)
  if (!address) throw new Refused("sso-email-missing")
  refuse(!identity.emailVerified, "sso-email-unverified")
  refuse(!(await isDomainOf(tx, provider, address.domain)), "sso-domain-not-proved")
  const { email, emailNorm } = address
  const [account] = await selectAccounts(
    tx,
    provider,
    and(eq(users.emailNorm, emailNorm), isNull(users.archivedAt))!,
  )
  if (account) {
    refuse(account.linkedOtherwise, "linked-otherwise")
    refuseClosed(account)
    return { kind: "link", account }
  }
  refuse(provider.firstSignIn !== "domain", "sso-not-invited")
  return { kind: "create", email, emailNorm }
}

/** Is the domain proved, and are its people this provider's or anybody's? */
export async function isDomainOf(tx: Tx, { id }: ProviderRow, domain: string): Promise<boolean> {
  const [found] = await tx
    .select({ id: emailDomains.id })
    .from(emailDomains)
    .where(
      and(
        eq(emailDomains.domain, domain),
        isNotNull(emailDomains.provedAt),
        or(isNull(emailDomains.providerId), eq(emailDomains.providerId, id)),
      ),
    )
  return found !== undefined
}

/** The link of this very identity, issuer and subject, at the provider. */
export async function findLink(
  tx: Tx,
  { id }: Pick<ProviderRow, "id">,
  { issuer, subject }: Identity,
): Promise<Link | undefined> {
  const [link] = await tx
    .select({ id: identityLinks.id, userId: identityLinks.userId, groups: identityLinks.groups })
    .from(identityLinks)
    .where(
      and(
        eq(identityLinks.providerId, id),
        eq(identityLinks.issuer, issuer),
        eq(identityLinks.subject, subject),
      ),
    )
  return link
}

/** Whoever was deactivated had joined before: their address was confirmed once, or they were linked. It takes a new invitation (K). */
function refuseClosed({ archivedAt, suspendedAt, joinedAt, hadJoined, isInvited }: Account): void {
  refuse(archivedAt, "sso-archived")
  refuse(suspendedAt, "sso-suspended")
  refuse(!joinedAt && hadJoined && !isInvited, "sso-deactivated")
}

const selectAccounts = (tx: Tx, { id }: ProviderRow, which: ReturnType<typeof eq>) =>
  tx
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      emailNorm: users.emailNorm,
      identityProviderId: users.identityProviderId,
      joinedAt: users.joinedAt,
      suspendedAt: users.suspendedAt,
      archivedAt: users.archivedAt,
      linkedOtherwise: sql<boolean>`${isLinkedAt(id)}`,
      hadJoined: sql<boolean>`(users.email_confirmed_at is not null or ${isLinkedAt(id)})`,
      isInvited: sql<boolean>`exists (
        select from invitations i where i.workspace_id = users.workspace_id and i.user_id = users.id
           and i.used_at is null and i.withdrawn_at is null and i.expires_at > now())`,
    })
    .from(users)
    .where(which)

// By name: of one table alone, drizzle would write its columns without it.
const isLinkedAt = (providerId: string) => sql`exists (
  select from identity_links l where l.workspace_id = users.workspace_id and l.user_id = users.id and l.provider_id = ${providerId})`
