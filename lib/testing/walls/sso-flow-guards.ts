/** The walls of the way to a provider and back, and of links. */
import { guard, inFile } from "./access-guards.ts"
import type { Wall } from "./wall.ts"

const area = "lib/identity-providers"
const inAttempts = (find: string, replace: string) => inFile(`${area}/attempts.ts`, find, replace)
const inLinks = (find: string, replace: string) => inFile(`${area}/links.ts`, find, replace)
const inAnswers = (find: string, replace: string) => inFile(`${area}/posted-answers.ts`, find, replace)
const inOwnLinks = (find: string, replace: string) => inFile(`${area}/own-links.ts`, find, replace)
const attempts = [`${area}/attempts.test`]
const ownLinks = [`${area}/own-links.test`]
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
    inAnswers("isNull(ssoAttempts.answer), ", ""),
    ...attempts,
  ),
  guard(
    "nothing is posted to an attempt that was used",
    inAnswers("isNull(ssoAttempts.answer), isNull(ssoAttempts.usedAt)", "isNull(ssoAttempts.answer)"),
    ...attempts,
  ),
  guard(
    "an assertion is accepted once",
    inFile(`${area}/assertions.ts`, "accepted.length === 0", "accepted.length > 1"),
    ...attempts,
  ),
  guard(
    "linking ends in the session that began it",
    inOwnLinks("actor.sessionId === sessionId", "actor.sessionId !== null"),
    ...attempts,
  ),
  guard("linking ends with who began it", inOwnLinks("actor.user.id === userId && ", ""), ...attempts),
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
    "a network begins so many sign-ins and no more",
    inFile("lib/auth/throttle.ts", "networkOf(ip)))) !== null\n", "networkOf(ip)))) !== undefined\n"),
    ...wayBack,
  ),
  guard(
    "a rehearsal is read by who began it",
    inFile(`${area}/rehearsal.ts`, "eq(ssoAttempts.userId, actor.user.id),", ""),
    `${area}/rehearsal.test`,
  ),
  guard(
    "what is posted is read no further than it may be long",
    inFile(`${area}/posted-form.ts`, "if (bytes > mostBytes)", "if (bytes < 0)"),
    ...wayBack,
  ),

  guard(
    "somebody else's identity is not linked",
    inOwnLinks("link.userId !== actor.user.id", "false"),
    ...ownLinks,
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
