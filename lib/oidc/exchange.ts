/** The code for tokens, and tokens for what they say. */
import {
  authorizationCodeGrant,
  ClientError,
  fetchUserInfo,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from "openid-client"
import { IdentityRefused } from "#lib/identity.ts"
import type { Reach } from "#lib/provider-fetch.ts"
import { errorText } from "./answer.ts"
import type { FinishOptions } from "./attempt.ts"
import { lacksPerson } from "./claims.ts"
import { configure } from "./client.ts"
import { algorithmsOf, type Discovered, readKeys } from "./discovery.ts"
import { type IdTokenClaims, verifyIdToken } from "./id-token.ts"
import type { OidcProvider } from "./provider.ts"

export type Tokens = { claims: IdTokenClaims; accessToken: string }

/**
 * What the ID token says. Its signature is verified before openid-client sees it, which would do that last and call much by one
 * name. Throws IdentityRefused `code-refused`, `client-refused`, `provider-error`, `malformed-response` and what
 * verifyIdToken, readKeys and providerFetch throw.
 */
export async function exchangeCode(
  provider: OidcProvider,
  found: Discovered,
  answer: URLSearchParams,
  attempt: FinishOptions,
  reach?: Partial<Reach>,
): Promise<Tokens> {
  let claims: IdTokenClaims | undefined
  const config = configure(provider, found, reach, async (url, response) => {
    if (url !== new URL(found.token_endpoint).href || response.status !== 200) return
    const { id_token: token } = (await response.clone().json()) as { id_token?: unknown }
    if (typeof token !== "string") throw new IdentityRefused("malformed-response", "There is no ID token.")
    const keys = await readKeys(found, reach)
    const algorithms = algorithmsOf(found)
    claims = await verifyIdToken(token, { provider, keys, algorithms, ...expectedOf(attempt) })
  })
  const back = new URL(provider.redirectUri)
  back.search = answer.toString()
  const checks = {
    expectedState: attempt.state,
    expectedNonce: attempt.nonce,
    pkceCodeVerifier: attempt.codeVerifier,
    idTokenExpected: true,
  }
  const granted = await authorizationCodeGrant(config, back, checks).catch((error: unknown) => {
    throw refusalOf(error, provider)
  })
  if (!claims) throw new IdentityRefused("malformed-response")
  return { claims, accessToken: granted.access_token }
}

/**
 * What the user info endpoint adds, if the ID token leaves something out and there is one. Throws IdentityRefused
 * `subject-mismatch`, `malformed-response` and what providerFetch throws.
 */
export async function userInfoOf(
  provider: OidcProvider,
  found: Discovered,
  { claims, accessToken }: Tokens,
  reach?: Partial<Reach>,
): Promise<Record<string, unknown> | null> {
  if (!found.userinfo_endpoint || !lacksPerson(claims, provider.names)) return null
  const config = configure(provider, found, reach)
  return fetchUserInfo(config, accessToken, claims.sub).catch((error: unknown) => {
    const refused = identityRefusal(error)
    if (refused) throw refused
    const { code } = error as { code?: string }
    const isOther = code === "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED"
    throw new IdentityRefused(isOther ? "subject-mismatch" : "malformed-response", "user info", { claims })
  })
}

const expectedOf = ({ nonce, forceLogin, begunAt }: FinishOptions) => ({
  nonce,
  ...(forceLogin && { signedInSince: begunAt ?? new Date() }),
})

/** openid-client wraps what its fetch throws. */
function identityRefusal(error: unknown): IdentityRefused | undefined {
  let cause = error
  while (cause instanceof Error && !(cause instanceof IdentityRefused)) cause = cause.cause
  return cause instanceof IdentityRefused ? cause : undefined
}

function refusalOf(error: unknown, { clientSecret }: OidcProvider): unknown {
  const refused = identityRefusal(error)
  if (refused) return refused
  if (error instanceof WWWAuthenticateChallengeError)
    return new IdentityRefused("client-refused", `status ${error.status}`)
  if (error instanceof ResponseBodyError) {
    const said = errorText(error.error, error.error_description, clientSecret)
    if (error.error === "invalid_grant") return new IdentityRefused("code-refused", said)
    const isOfClient = ["invalid_client", "unauthorized_client"].includes(error.error)
    return new IdentityRefused(isOfClient ? "client-refused" : "provider-error", said)
  }
  if (error instanceof ClientError || error instanceof SyntaxError)
    return new IdentityRefused("malformed-response", error instanceof ClientError ? error.message : "no JSON")
  return error
}
