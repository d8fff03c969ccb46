/** A sign-in at an OpenID Connect provider: the authorization code flow with PKCE, state and nonce (RFC 9700). Remembers nothing itself. */
import { buildAuthorizationUrl, calculatePKCECodeChallenge } from "openid-client"
import { type Identity, IdentityRefused } from "#lib/identity.ts"
import { type Reach, requirePublicAddress } from "#lib/provider-fetch.ts"
import { requireIssuerNamed, requireOwnAnswer } from "./answer.ts"
import type { BeginOptions, FinishOptions } from "./attempt.ts"
import { personOf } from "./claims.ts"
import { configure } from "./client.ts"
import { discover } from "./discovery.ts"
import { exchangeCode, userInfoOf } from "./exchange.ts"
import type { OidcProvider } from "./provider.ts"

/** Where the browser goes to. Throws IdentityRefused for what `discover` refuses, and `address-forbidden`. */
export async function beginOidc(
  provider: OidcProvider,
  { state, nonce, codeVerifier, loginHint, forceLogin }: BeginOptions,
  reach?: Partial<Reach>,
): Promise<URL> {
  const found = await discover(provider.issuer, reach)
  await requirePublicAddress(found.authorization_endpoint, reach)
  const groups = found.scopes_supported?.includes("groups") ? ["groups"] : []
  return buildAuthorizationUrl(configure(provider, found, reach), {
    redirect_uri: provider.redirectUri,
    scope: ["openid", "email", "profile", ...groups].join(" "),
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: "S256",
    ...(loginHint && { login_hint: loginHint }),
    ...(forceLogin && { prompt: "login", max_age: "0" }),
  })
}

/**
 * Who came back. `callbackUrl` is the address the browser was sent to; only what stands after its ? is heard. Throws
 * IdentityRefused: see identityRefusals.
 */
export async function finishOidc(
  provider: OidcProvider,
  callbackUrl: URL,
  attempt: FinishOptions,
  reach?: Partial<Reach>,
): Promise<Identity> {
  const checks: string[] = []
  try {
    return await finish(provider, callbackUrl, attempt, checks, reach)
  } catch (error) {
    if (!(error instanceof IdentityRefused)) throw error
    throw new IdentityRefused(error.reason, error.detail, { ...error.seen, checks })
  }
}

async function finish(
  provider: OidcProvider,
  { searchParams }: URL,
  attempt: FinishOptions,
  checks: string[],
  reach?: Partial<Reach>,
): Promise<Identity> {
  requireOwnAnswer(searchParams, attempt.state, provider.issuer)
  checks.push("The answer belongs to the sign-in that was begun here (state)")
  const found = await discover(provider.issuer, reach)
  requireIssuerNamed(searchParams, found)
  if (searchParams.has("iss")) checks.push("The answer comes from this provider (iss)")
  const tokens = await exchangeCode(provider, found, searchParams, attempt, reach)
  checks.push(
    "The provider accepted the code, our secret and our proof (PKCE)",
    "The ID token is signed by a key of the provider",
    "It is by this issuer (iss), for this application (aud, azp), for this sign-in (nonce) and valid now (exp, iat, nbf)",
  )
  if (attempt.forceLogin) checks.push("The person signed in at the provider anew (auth_time)")
  const userInfo = await userInfoOf(provider, found, tokens, reach)
  if (userInfo) checks.push("The user info is about the same person (sub)")
  const { claims } = tokens
  return {
    issuer: claims.iss,
    subject: claims.sub,
    ...personOf(claims, userInfo ?? {}, provider.names),
    claims: { ...userInfo, ...claims },
    checks,
    authenticatedAt: claims.auth_time === undefined ? null : new Date(claims.auth_time * 1000),
    sessionUntil: null,
    once: null,
  }
}
