/** Whether an ID token is one: OpenID Connect Core 1.0, 3.1.3.7, with each refusal by its own reason. */
import {
  createLocalJWKSet,
  decodeProtectedHeader,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
} from "jose"
import { type IdentityRefusal, IdentityRefused } from "#lib/identity.ts"
import type { OidcProvider } from "./provider.ts"

/** s by which the provider's clock may differ from ours. */
export const clockSkew = 60

export type IdTokenClaims = JWTPayload & { iss: string; sub: string; auth_time?: number }

export type Expected = {
  provider: OidcProvider
  keys: JSONWebKeySet
  algorithms: readonly string[]
  nonce: string
  /** The person had to sign in at the provider anew, not before this moment. */
  signedInSince?: Date
}

/**
 * The claims of a token that the provider signed, for us, for this sign-in, and now. Throws IdentityRefused, with the claims
 * if the signature was right.
 */
export async function verifyIdToken(token: string, expected: Expected): Promise<IdTokenClaims> {
  const claims = await verifySignature(token, expected)
  const refuse = (condition: boolean, reason: IdentityRefusal, detail?: string) => {
    if (condition) throw new IdentityRefused(reason, detail, { claims })
  }
  const { clientId } = expected.provider
  const now = Date.now() / 1000
  refuse(typeof claims.sub !== "string" || claims.sub === "", "subject-missing")
  refuse(claims.sub!.length > 255, "malformed-response", "The subject is longer than 255 characters.")
  // Core 2 has it in ASCII. PostgreSQL keeps no zero, and halves of a pair all as one character.
  refuse(/[\p{Cc}\p{Cs}]/u.test(claims.sub!), "malformed-response", "The subject is not one line of text.")
  refuse(claims.nonce !== expected.nonce, "nonce-mismatch")
  refuse([claims.aud].flat().length > 1 && claims.azp === undefined, "audience-mismatch", "azp is missing.")
  refuse(claims.azp !== undefined && claims.azp !== clientId, "audience-mismatch", "azp names another.")
  refuse(claims.iat! > now + clockSkew, "not-yet-valid", "iat")
  const { auth_time: authTime } = claims
  if (authTime !== undefined) {
    refuse(typeof authTime !== "number" || authTime < 0, "malformed-response", "auth_time")
    refuse(Number(authTime) > now + clockSkew, "not-yet-valid", "auth_time")
  }
  if (expected.signedInSince) {
    const since = expected.signedInSince.getTime() / 1000
    refuse(authTime === undefined, "login-not-repeated", "The ID token doesn't say when (auth_time).")
    refuse(Number(authTime) < since - clockSkew, "login-not-repeated")
  }
  return claims as IdTokenClaims
}

async function verifySignature(token: string, { provider, keys, algorithms }: Expected): Promise<JWTPayload> {
  try {
    if (decodeProtectedHeader(token).alg === "none") throw new IdentityRefused("unsigned")
    const options = {
      algorithms: [...algorithms],
      issuer: provider.issuer,
      audience: provider.clientId,
      clockTolerance: clockSkew,
      requiredClaims: ["exp", "iat"],
    }
    return (await verifyWithEither(token, keys, options)).payload
  } catch (error) {
    throw refusalOf(error)
  }
}

/** Without a key id any of the keys may have signed. */
async function verifyWithEither(
  token: string,
  keys: JSONWebKeySet,
  options: Parameters<typeof jwtVerify>[2],
) {
  try {
    return await jwtVerify(token, createLocalJWKSet(keys), options)
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
    for await (const key of error) {
      try {
        return await jwtVerify(token, key, options)
      } catch (failure) {
        if (!(failure instanceof errors.JWSSignatureVerificationFailed)) throw failure
      }
    }
    throw new errors.JWSSignatureVerificationFailed()
  }
}

const byClaim: Record<string, IdentityRefusal> = {
  iss: "issuer-mismatch",
  aud: "audience-mismatch",
  nbf: "not-yet-valid",
}

function refusalOf(error: unknown): IdentityRefused {
  if (error instanceof IdentityRefused) return error
  if (error instanceof errors.JWTExpired)
    return new IdentityRefused("expired", undefined, { claims: error.payload })
  if (error instanceof errors.JWTClaimValidationFailed) {
    const reason = byClaim[error.claim] ?? "malformed-response"
    return new IdentityRefused(reason, error.claim, { claims: error.payload })
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return new IdentityRefused("algorithm-forbidden")
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return new IdentityRefused("signature-invalid")
  return new IdentityRefused("malformed-response", "The ID token can't be read.")
}
