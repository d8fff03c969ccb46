/** What an identity provider says of somebody, by OIDC or SAML alike, and how it is refused. */

/** One person as a provider described them; everything in it was verified. */
export type Identity = {
  /** With `subject` the key of the person ever after (OpenID Connect Core 2, SAML Core 2.4.1.1). */
  issuer: string
  subject: string
  /** One well-formed address; null if there was none or several. */
  email: string | null
  /** The provider vouches for the address: `email_verified`, or it is set to be trusted. SAML has no such word, so there it is the setting alone. */
  emailVerified: boolean
  firstName: string | null
  lastName: string | null
  groups: string[]
  /** Everything that came, for whoever tries the provider out. */
  claims: Record<string, unknown>
  /** What was verified, in order, for the same. */
  checks: string[]
  /** When the provider itself saw the person last, if it says so (`auth_time`, AuthnInstant). */
  authenticatedAt: Date | null
  /** No session may last longer (SessionNotOnOrAfter). */
  sessionUntil: Date | null
  /** What must not be accepted a second time before `until`; OIDC's codes are the provider's to refuse. */
  once: { id: string; until: Date } | null
}

/** How a provider names what it says of a person. */
export type ClaimNames = {
  email: string
  firstName: string
  lastName: string
  groups: string
  /** The address counts as verified even if the provider doesn't say so. */
  trustEmail: boolean
}

/** Why a provider's answer was refused, in words for the admin; the person signing in sees less (ASVS 5.0 16.5.1). */
export const identityRefusals = {
  unreachable: "The identity provider could not be reached within 5 seconds.",
  "address-forbidden":
    "The address is not public https. Providers are reached by https only, never at private addresses.",
  "metadata-invalid": "The metadata could not be read.",
  "issuer-mismatch": "The answer names another issuer than this provider's.",
  "provider-error": "The identity provider answered with an error instead of signing the person in.",
  "state-mismatch": "The answer does not belong to a sign-in that was begun here.",
  "nonce-mismatch": "The ID token was made for another sign-in.",
  "code-refused": "The identity provider did not accept the code of this sign-in.",
  "client-refused": "The identity provider did not accept the client ID and secret.",
  "subject-mismatch": "The provider's user info is about somebody else than the ID token.",
  "login-not-repeated": "The identity provider did not have the person sign in anew.",
  unsigned: "The answer is not signed.",
  "signature-invalid": "The signature is not of a key or certificate that this provider is known by.",
  "algorithm-forbidden": "The signature's algorithm is not accepted.",
  "audience-mismatch": "The answer is meant for another application.",
  "recipient-mismatch": "The answer is addressed to another recipient.",
  "destination-mismatch": "The answer was sent to another destination.",
  "status-not-success": "The identity provider did not say that the sign-in succeeded.",
  expired: "The answer has expired. Compare the clocks.",
  "not-yet-valid": "The answer is not valid yet. Compare the clocks.",
  "not-requested": "The answer is to no request of ours. Begin on the sign-in page.",
  "confirmation-invalid": "The assertion does not confirm its bearer.",
  "subject-missing": "The answer names nobody.",
  "subject-transient":
    "The provider names people anew at each sign-in. Choose a persistent name or the e-mail address there.",
  "request-mismatch": "The answer is to another request than the one that was begun here.",
  "assertion-missing": "The answer holds no assertion.",
  "several-assertions": "The answer holds more than one assertion.",
  "assertion-encrypted": "The assertion is encrypted. Switch encryption off at the identity provider.",
  "doctype-forbidden": "The answer brings a document type of its own.",
  "comment-forbidden": "The answer holds a comment or a processing instruction.",
  "malformed-response": "The answer is not what the protocol allows.",
  "response-too-large": "The answer is larger than 1 MB.",
  replayed: "This answer was used before.",
  "other-browser": "The answer came back in another browser than the one that began.",
} as const

export type IdentityRefusal = keyof typeof identityRefusals

/** A provider's answer was refused. `detail` is for the log and the rehearsal, and holds no secret. */
export class IdentityRefused extends Error {
  readonly reason: IdentityRefusal
  readonly detail: string | undefined
  /** What had come and been verified until then. */
  readonly seen: { claims?: Record<string, unknown>; checks?: string[] }
  constructor(
    reason: IdentityRefusal,
    detail?: string,
    seen: { claims?: Record<string, unknown>; checks?: string[] } = {},
  ) {
    super(detail ? `${identityRefusals[reason]} ${detail}` : identityRefusals[reason])
    this.name = "IdentityRefused"
    this.reason = reason
    this.detail = detail
    this.seen = seen
  }
}
