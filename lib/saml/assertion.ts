/** Whom an assertion is about, whom it is for and how long: read from the signed text alone (SAML Core 2, Profiles 4.1.4). */
import { IdentityRefused } from "#lib/identity.ts"
import { clockSkew, instantOf } from "./instant.ts"
import { attributeOf, childrenOf, elementsIn, ns, textOf, type Element } from "./xml.ts"

const bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
const transient = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
const unspecified = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"

// A persistent name has at most 256 characters (SAML Core 8.3.7); no other is longer in practice.
const maxSubject = 256

const within = (element: Element, ...path: string[]) => childrenOf(element, ns.assertion, ...path)

/** The name that the person keeps. Refuses none, several, and one that is another at each sign-in. */
export function subjectOf(assertion: Element): { value: string; format: string } {
  const [name, ...others] = within(assertion, "Subject", "NameID")
  const value = name ? textOf(name) : ""
  if (!name || !value) throw new IdentityRefused("subject-missing")
  if (others.length > 0)
    throw new IdentityRefused("malformed-response", "The assertion names several people.")
  if (value.length > maxSubject || /\p{Cc}/u.test(value) || elementsIn(name).length > 1)
    throw new IdentityRefused("malformed-response", "The name in the assertion is not one line of text.")
  const format = attributeOf(name, "Format") ?? unspecified
  if (format === transient) throw new IdentityRefused("subject-transient")
  return { value, format }
}

/** Refuses an assertion of another issuer. */
export function checkIssuer(assertion: Element, entityId: string, checks: string[]): void {
  const issuers = within(assertion, "Issuer").map(textOf)
  if (issuers.length !== 1 || issuers[0] !== entityId)
    throw new IdentityRefused("issuer-mismatch", `The assertion is of ${issuers.join(", ") || "nobody"}.`)
  checks.push("The assertion is issued by this provider.")
}

type Expected = { acs: string; requestId: string; now: Date }

/**
 * Until when whoever brings the assertion is to be believed. One of its confirmations must let in the bearer, at our address,
 * in answer to our request and not yet be over; refuses for what the first one lacks.
 */
export function checkConfirmation(assertion: Element, expected: Expected, checks: string[]): Date {
  const confirmations = within(assertion, "Subject", "SubjectConfirmation").filter(
    (each) => attributeOf(each, "Method") === bearer,
  )
  if (confirmations.length === 0)
    throw new IdentityRefused("confirmation-invalid", "None of its confirmations is for the bearer.")
  const outcomes = confirmations.map((each) => tryConfirmation(each, expected))
  const until = outcomes.find((outcome) => outcome instanceof Date)
  if (!until) throw outcomes[0]
  checks.push("It lets in whoever brings it, to this address, in answer to this request, at this time.")
  return until
}

function tryConfirmation(confirmation: Element, { acs, requestId, now }: Expected): Date | IdentityRefused {
  const [data, ...others] = within(confirmation, "SubjectConfirmationData")
  if (!data || others.length > 0) return new IdentityRefused("confirmation-invalid")
  const recipient = attributeOf(data, "Recipient")
  if (recipient !== acs)
    return new IdentityRefused("recipient-mismatch", `It is addressed to ${recipient ?? "nobody"}.`)
  const inResponseTo = attributeOf(data, "InResponseTo")
  if (!inResponseTo) return new IdentityRefused("not-requested")
  if (inResponseTo !== requestId) return new IdentityRefused("request-mismatch")
  return tryTimes(data, now) ?? latest(data) ?? new IdentityRefused("confirmation-invalid", "It has no end.")
}

/**
 * Until when the conditions hold, or null if they set no end. Refuses another audience, a condition that we don't know, and a
 * time outside them.
 */
export function checkConditions(
  assertion: Element,
  { audience, now }: { audience: string; now: Date },
  checks: string[],
): Date | null {
  const [conditions, ...others] = within(assertion, "Conditions")
  if (!conditions || others.length > 0)
    throw new IdentityRefused("audience-mismatch", "It does not say for which application it is.")
  checkKinds(conditions)
  const restrictions = within(conditions, "AudienceRestriction")
  const audiences = restrictions.map((each) => within(each, "Audience").map(textOf))
  if (audiences.length === 0 || !audiences.every((each) => each.includes(audience)))
    throw new IdentityRefused("audience-mismatch", `It is for ${audiences.flat().join(", ") || "nobody"}.`)
  checks.push("It is meant for us.")
  const refusal = tryTimes(conditions, now)
  if (refusal) throw refusal
  checks.push("It is valid now, give or take 60 seconds.")
  return latest(conditions)
}

const knownConditions = ["AudienceRestriction", "OneTimeUse", "ProxyRestriction"]

/** With a condition that one does not understand one can't say that it holds (SAML Core 2.5.1). */
function checkKinds(conditions: Element): void {
  const known = knownConditions.flatMap((name) => within(conditions, name)).length
  if (known !== [...conditions.childNodes].filter(({ nodeType }) => nodeType === 1).length)
    throw new IdentityRefused("malformed-response", "It sets a condition that is not known here.")
}

/**
 * When the provider saw the person, and until when a session may last. Refuses an assertion without a sign-in, of one that is
 * over, and of one before `signedInSince`, when the person was to prove themselves anew.
 */
export function checkStatements(
  assertion: Element,
  { now, signedInSince }: { now: Date; signedInSince: Date | null },
  checks: string[],
): { authenticatedAt: Date | null; sessionUntil: Date | null } {
  const statements = within(assertion, "AuthnStatement")
  if (statements.length === 0)
    throw new IdentityRefused("malformed-response", "The assertion does not say that anybody signed in.")
  const sessionUntil = earliest(statements.map((each) => timeOf(each, "SessionNotOnOrAfter")))
  if (sessionUntil && sessionUntil <= now)
    throw new IdentityRefused("expired", "The session at the provider is over.")
  checks.push("The person signed in at the provider, and that session is not over.")
  const authenticatedAt = earliest(statements.map((each) => timeOf(each, "AuthnInstant")))
  if (signedInSince) {
    if (!authenticatedAt || authenticatedAt.getTime() + clockSkew < signedInSince.getTime())
      throw new IdentityRefused("login-not-repeated")
    checks.push("The person signed in there anew.")
  }
  return { authenticatedAt, sessionUntil }
}

const earliest = (times: (Date | null)[]): Date | null =>
  times
    .filter((time) => time !== null)
    .sort((one, other) => one.getTime() - other.getTime())
    .at(0) ?? null

function timeOf(element: Element, name: string): Date | null {
  const text = attributeOf(element, name)
  if (text === null) return null
  const instant = instantOf(text)
  if (!instant) throw new IdentityRefused("malformed-response", `Its ${name} is no time.`)
  return instant
}

function tryTimes(element: Element, now: Date): IdentityRefused | null {
  const [from, to] = [timeOf(element, "NotBefore"), latest(element)]
  const said = `Our clock says ${now.toISOString()}.`
  if (from && now.getTime() + clockSkew < from.getTime()) return new IdentityRefused("not-yet-valid", said)
  return to && now >= to ? new IdentityRefused("expired", said) : null
}

/** Its NotOnOrAfter, with the skew: the first moment at which it is no longer accepted. */
const latest = (element: Element): Date | null => {
  const end = timeOf(element, "NotOnOrAfter")
  return end && new Date(end.getTime() + clockSkew)
}
