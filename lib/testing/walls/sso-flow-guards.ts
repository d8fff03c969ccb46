/** The walls of a sign-in by a provider: of its way there and back, of whose account it opens, and of links. */
import { guard, inFile } from "./access-guards.ts"
import type { Wall } from "./wall.ts"

const area = "lib/identity-providers"
const inAttempts = (find: string, replace: string) => inFile(`${area}/attempts.ts`, find, replace)
const inDecision = (find: string, replace: string) => inFile(`${area}/decision.ts`, find, replace)
const inLinks = (find: string, replace: string) => inFile(`${area}/links.ts`, find, replace)
const attempts = [`${area}/attempts.test`]
const arrival = [`${area}/arrival.test`]
const account = [`${area}/arrival-account.test`]
const races = [`${area}/arrival-races.test`]
const links = [`${area}/links.test`]
const wayBack = [`${area}/way-back.test`]

export const ssoFlowGuards: Wall[] = [
  guard(
    "an answer counts in the browser that began",
    inAttempts("!timingSafeEqual(found.browserHash, hashToken(browser))", "false"),
    ...attempts,
  ),
  guard(
    "an answer without our cookie counts nowhere",
    inAttempts("!browser ||", "browser !== undefined &&"),
    ...attempts,
  ),
  guard(
    "an attempt is taken once",
    inAttempts("eq(ssoAttempts.id, found.id), isNull(ssoAttempts.usedAt))", "eq(ssoAttempts.id, found.id))"),
    ...attempts,
  ),
  guard(
    "an attempt is at one provider",
    inAttempts(", eq(ssoAttempts.providerId, providerId)", ", sql`${providerId} is not null`"),
    ...attempts,
  ),
  guard("an attempt is over after ten minutes", inAttempts("if (found.over)", "if (!found)"), ...attempts),
  guard(
    "the first answer that a provider posts counts",
    inAttempts("isNull(ssoAttempts.answer), ", ""),
    ...attempts,
  ),
  guard(
    "nothing is posted to an attempt that was used",
    inAttempts("isNull(ssoAttempts.answer), isNull(ssoAttempts.usedAt)", "isNull(ssoAttempts.answer)"),
    ...attempts,
  ),
  guard(
    "an assertion is accepted once",
    inFile(`${area}/assertions.ts`, "accepted.length === 0", "accepted.length > 1"),
    ...attempts,
  ),
  guard(
    "linking ends in the session that began it",
    inLinks("actor.sessionId === sessionId", "actor.sessionId !== null"),
    ...attempts,
  ),
  guard("linking ends with who began it", inLinks("actor.user.id === userId && ", ""), ...attempts),
  guard("a way back leads to no other host", inFile(`${area}/return-path.ts`, "(?!\\/|", "(?!"), ...wayBack),
  guard(
    "a way back is no route",
    inFile(`${area}/return-path.ts`, "(?:api|_next|scim|\\.well-known)", "(?:_next)"),
    ...wayBack,
  ),
  guard(
    "linking is begun on a page of ours",
    inFile(`${area}/own-link.ts`, `return site === "same-origin"`, `return site !== "cross-site"`),
    ...wayBack,
  ),
  guard(
    "what is posted is read no further than it may be long",
    inFile(`${area}/posted-form.ts`, "if (bytes > mostBytes)", "if (bytes < 0)"),
    ...wayBack,
  ),

  guard(
    "a provider that is off lets nobody in",
    inDecision("refuse(!provider.enabledAt", "refuse(!provider.id"),
    ...arrival,
  ),
  guard(
    "a provider is looked at again at the end",
    inFile(`${area}/arrival.ts`, "const now = await loadProvider(tx, provider.id)", "const now = provider"),
    ...arrival,
  ),
  guard(
    "nobody's first sign-in",
    inDecision(`provider.firstSignIn === "nobody"`, "!provider.firstSignIn"),
    ...arrival,
  ),
  guard(
    "an address is verified",
    inDecision("refuse(!identity.emailVerified", "refuse(!address"),
    ...arrival,
  ),
  guard("a domain is proved", inDecision("isNotNull(emailDomains.provedAt),", ""), ...arrival),
  guard(
    "a domain's people are this provider's",
    inDecision("eq(emailDomains.providerId, id)", "sql`true`"),
    ...arrival,
  ),
  guard(
    "an account is made only where that is the rule",
    inDecision(`provider.firstSignIn !== "domain"`, "!provider.firstSignIn"),
    ...arrival,
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
  guard("who was deactivated is invited again", inDecision("!joinedAt && hadJoined", "false"), ...account),
  guard(
    "what was decided is decided again under the lock",
    inFile(
      `${area}/arrival.ts`,
      "if (decision.kind !== before.decision.kind || needsChange)",
      "if (needsChange)",
    ),
    ...races,
  ),
  guard(
    "who is suspended on the way in stays out",
    inFile(
      `${area}/arrival.ts`,
      "eq(users.id, userId), isNull(users.suspendedAt), isNull(users.archivedAt)",
      "eq(users.id, userId)",
    ),
    ...races,
  ),
  guard(
    "a network begins so many sign-ins and no more",
    inFile("lib/auth/throttle.ts", "networkOf(ip)))) !== null\n", "networkOf(ip)))) !== undefined\n"),
    ...wayBack,
  ),
  guard(
    "who joins by a provider joins by nothing else",
    inFile(`${area}/syncing.ts`, "await withdrawInvitations(tx, id)", ""),
    ...account,
  ),
  guard(
    "a temporary password ends when its owner comes by a provider",
    inFile(`${area}/syncing.ts`, "set({ temporaryUntil: now })", "set({})"),
    ...account,
  ),
  guard(
    "only what the directory owns is taken over",
    inFile(`${area}/syncing.ts`, "isTheirs && provider.owns.includes(what)", "isTheirs && what !== ''"),
    ...account,
  ),
  guard(
    "an address is taken over only if it is vouched for",
    inFile(`${area}/syncing.ts`, "!identity.emailVerified || ", ""),
    ...account,
  ),
  guard(
    "an address is taken over only of a proved domain",
    inFile(`${area}/syncing.ts`, "if (!(await isDomainOf(tx, provider, said.domain))) return null", ""),
    ...account,
  ),
  guard(
    "no rule gives the permission to erase at the first sign-in",
    inFile(`${area}/mapping.ts`, "is not null and not exists (${lets(what)})", "is not null"),
    ...account,
  ),

  guard(
    "somebody else's identity is not linked",
    inLinks("link.userId !== actor.user.id", "false"),
    ...links,
  ),
  guard("the only way in is not cut by oneself", inLinks(`refuse(!other && `, "refuse(false && "), ...links),
  guard(
    "a password is no way in where single sign-on is enforced",
    inLinks("w.sso_enforced_at is not null", "false"),
    ...links,
  ),
  guard(
    "a provider that is off is no way in",
    inLinks(
      `        ne(identityLinks.id, linkId),
        isNotNull(identityProviders.enabledAt),`,
      "        ne(identityLinks.id, linkId),",
    ),
    ...links,
  ),
  guard(
    "whose account belongs to a provider asks an admin",
    inLinks(`belongs === provider.id &&`, "false &&"),
    ...links,
  ),
  guard("another's link takes sso:manage", inLinks(`isOwn ? "self" : "sso:manage"`, `"self"`), ...links),
  guard(
    "a link is cut of the person who is named",
    inLinks(", eq(identityLinks.userId, userId)", ""),
    ...links,
  ),
  guard(
    "sessions of a provider end with the link",
    inLinks("await endSessionsBy(tx, {", "void (async (_: unknown, __: object) => {})(tx, {"),
    ...links,
  ),
]
