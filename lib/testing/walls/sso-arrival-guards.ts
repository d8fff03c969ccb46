/** The walls of whose account an identity opens, and of what is taken over from its provider. */
import { guard, inFile } from "./access-guards.ts"
import type { Wall } from "./wall.ts"

const area = "lib/identity-providers"
const inDecision = (find: string, replace: string) => inFile(`${area}/decision.ts`, find, replace)
const inSyncing = (find: string, replace: string) => inFile(`${area}/syncing.ts`, find, replace)
const inShuttingOut = (find: string, replace: string) => inFile(`${area}/shutting-out.ts`, find, replace)
const shuttingOut = [`${area}/shutting-out.test`]
const arrival = [`${area}/arrival.test`]
const firstSignIn = [`${area}/first-sign-in.test`]
const provisioning = [`${area}/provisioning.test`]
const syncing = [`${area}/syncing.test`]
const races = [`${area}/arrival-races.test`]

export const ssoArrivalGuards: Wall[] = [
  guard(
    "a provider that is off lets nobody in",
    inDecision("refuse(!provider.enabledAt", "refuse(!provider.id"),
    ...arrival,
  ),
  guard(
    "nobody's first sign-in",
    inDecision(`provider.firstSignIn === "nobody"`, "!provider.firstSignIn"),
    ...firstSignIn,
  ),
  guard(
    "an address is verified",
    inDecision("refuse(!identity.emailVerified", "refuse(!address"),
    ...firstSignIn,
  ),
  guard("a domain is proved", inDecision("isNotNull(emailDomains.provedAt),", ""), ...firstSignIn),
  guard(
    "a domain's people are this provider's",
    inDecision("eq(emailDomains.providerId, id)", "sql`true`"),
    ...firstSignIn,
  ),
  guard(
    "an account is made only where that is the rule",
    inDecision(`provider.firstSignIn !== "domain"`, "!provider.firstSignIn"),
    ...firstSignIn,
  ),
  guard(
    "an identity is known by its subject",
    inDecision("eq(identityLinks.subject, subject),", ""),
    ...arrival,
  ),
  guard(
    "an identity is known by its issuer",
    inDecision("eq(identityLinks.issuer, issuer),", ""),
    ...arrival,
  ),
  guard("who is suspended stays out", inDecision(`refuse(suspendedAt, "sso-suspended")`, ""), ...arrival),
  guard("who was deleted stays out", inDecision(`refuse(archivedAt, "sso-archived")`, ""), ...arrival),
  guard(
    "who was deactivated is invited again",
    inDecision("!joinedAt && hadJoined", "false"),
    ...provisioning,
  ),
  guard(
    "what was decided is decided again under the lock",
    inFile(
      `${area}/arrival.ts`,
      "if (!isSameDecision(plan.decision, before.decision) || needsChange)",
      "if (needsChange)",
    ),
    ...races,
  ),
  guard(
    "who joins by a provider joins by nothing else",
    inSyncing("await withdrawInvitations(tx, id)", ""),
    ...provisioning,
  ),
  guard(
    "a password from before ends when its owner comes by a provider",
    inSyncing("await tx.delete(credentials).where(eq(credentials.userId, id))", ""),
    ...provisioning,
  ),
  guard(
    "who is linked by the address is the only one signed in as them",
    inShuttingOut(`await endSessionsOf(tx, id, "linked to their identity provider")`, ""),
    ...shuttingOut,
  ),
  guard(
    "a password from before ends when its owner is linked by the address",
    inShuttingOut(
      "await tx.delete(credentials).where(\n    and(",
      "await tx.delete(credentials).where(\n    and(sql`false`, ",
    ),
    ...shuttingOut,
  ),
  guard(
    "a provider that is another one by now lets nobody in",
    inFile(`${area}/arrival.ts`, "refuse(!isSameConnection(plan.provider, provider)", "refuse(!provider"),
    ...arrival,
  ),
  guard(
    "a provider that is switched off on somebody's way in lets nobody in",
    inFile(`${area}/arrival.ts`, "await holdProvider(tx, provider.id)", ""),
    ...races,
  ),
  guard(
    "who is suspended or unlinked on the way in stays out",
    inFile(
      `${area}/arrival.ts`,
      `if (before.decision.kind !== "create") await hold(tx, before.decision.account.id)`,
      "",
    ),
    ...races,
  ),
  guard(
    "only what the directory owns is taken over",
    inSyncing("isTheirs && provider.owns.includes(what)", "isTheirs && what !== ''"),
    ...syncing,
  ),
  guard(
    "an address is taken over only if it is vouched for",
    inSyncing("!identity.emailVerified || ", ""),
    ...syncing,
  ),
  guard(
    "an address is taken over only of a proved domain",
    inSyncing("if (!(await isDomainOf(tx, provider, said.domain))) return null", ""),
    ...syncing,
  ),
  guard(
    "no rule gives the permission to erase at the first sign-in",
    inFile(`${area}/mapping.ts`, "is not null and not exists (${lets(what)})", "is not null"),
    ...provisioning,
  ),
]
