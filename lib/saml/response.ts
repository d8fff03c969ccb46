/** Verifying what an identity provider answers to a sign-in that was begun here (SAML Profiles 4.1.4). */
import { IdentityRefused, type Identity } from "#lib/identity.ts"
import { checkConditions, checkConfirmation, checkIssuer, checkStatements, subjectOf } from "./assertion.ts"
import { claimsOf, profileOf } from "./attributes.ts"
import { openEnvelope } from "./envelope.ts"
import type { SamlProvider } from "./provider.ts"
import { signedAssertionOf } from "./signature.ts"
import { attributeOf } from "./xml.ts"

const maxDetail = 500

export type SamlAnswer = {
  /** The base64 of the POST to our address. */
  response: string
  requestId: string
  /** When it was begun with `forceLogin`: no sign-in at the provider before then counts. */
  signedInSince?: Date | null
}

/**
 * Whom the provider names in its answer to the request `requestId`. Refuses with IdentityRefused, each fault for its own
 * reason; what was verified and had come until then goes with it. That the same assertion is not accepted a second time is for
 * the caller to see to (`once`).
 */
export async function finishSaml(
  provider: SamlProvider,
  { response, requestId, signedInSince = null }: SamlAnswer,
): Promise<Identity> {
  const checks: string[] = []
  let claims: Record<string, string[]> | undefined
  try {
    const now = new Date()
    const xml = openEnvelope(provider, { response, requestId }, checks)
    const assertion = await signedAssertionOf(provider, xml, checks)
    checkIssuer(assertion, provider.entityId, checks)
    const subject = subjectOf(assertion)
    claims = claimsOf(assertion, subject.value)
    checks.push(`The assertion names somebody by "${subject.format}".`)
    const confirmedUntil = checkConfirmation(assertion, { acs: provider.sp.acs, requestId, now }, checks)
    const validUntil = checkConditions(assertion, { audience: provider.sp.entityId, now }, checks)
    const { authenticatedAt, sessionUntil } = checkStatements(assertion, { now, signedInSince }, checks)
    const until = validUntil && validUntil < confirmedUntil ? validUntil : confirmedUntil
    return {
      issuer: provider.entityId,
      subject: subject.value,
      ...profileOf(claims, provider.names),
      claims,
      checks,
      authenticatedAt,
      sessionUntil,
      once: { id: attributeOf(assertion, "ID")!, until },
    }
  } catch (error) {
    if (!(error instanceof IdentityRefused)) throw error
    // It may quote what anybody may have sent.
    throw new IdentityRefused(error.reason, error.detail?.slice(0, maxDetail), { claims, checks })
  }
}
