/** What a provider publishes of itself: OpenID Connect Discovery 1.0 and its keys. Read anew each time, so that a key that is rolled over counts at once. */
import type { JSONWebKeySet, JWK } from "jose"
import { z } from "zod"
import { IdentityRefused } from "#lib/identity.ts"
import { type Reach, readFromProvider, requirePublicAddress } from "#lib/provider-fetch.ts"
import { algorithms } from "./algorithms.ts"
import { printable } from "./answer.ts"

const names = z.array(z.string()).optional()

const document = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  userinfo_endpoint: z.string().optional(),
  response_types_supported: names,
  grant_types_supported: names,
  scopes_supported: names,
  token_endpoint_auth_methods_supported: names,
  id_token_signing_alg_values_supported: names,
  authorization_response_iss_parameter_supported: z.boolean().optional(),
})

export type Discovered = z.infer<typeof document>

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) })

/**
 * The document of this issuer. It names itself just so: neither a slash more nor a placeholder, as Microsoft's for all
 * tenants does, is let pass. Throws IdentityRefused `metadata-invalid`, `issuer-mismatch`, and what providerFetch throws.
 */
export async function discover(issuer: string, reach?: Partial<Reach>): Promise<Discovered> {
  const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`
  if (/[?#]/.test(issuer))
    throw new IdentityRefused("metadata-invalid", "An issuer has no query and no fragment.")
  const found = parse(document, await readFromProvider(address, reach), address)
  if (found.issuer !== issuer) throw new IdentityRefused("issuer-mismatch", printable(found.issuer))
  return found
}

/** The provider's present keys. Throws IdentityRefused `metadata-invalid`, and what providerFetch throws. */
export async function readKeys({ jwks_uri }: Discovered, reach?: Partial<Reach>): Promise<JSONWebKeySet> {
  return parse(keySet, await readFromProvider(jwks_uri, reach), jwks_uri) as JSONWebKeySet
}

/** The ways to prove who we are that both sides know; the default is the specification's. */
export const authenticationOf = ({ token_endpoint_auth_methods_supported: offered }: Discovered) =>
  (["client_secret_basic", "client_secret_post"] as const).find((method) =>
    (offered ?? ["client_secret_basic"]).includes(method),
  )

/** The algorithms of ID tokens that both sides accept; the default is the specification's. */
export const algorithmsOf = ({ id_token_signing_alg_values_supported: offered }: Discovered) =>
  algorithms.filter((algorithm) => (offered ?? ["RS256"]).includes(algorithm))

export type CheckedIssuer = {
  issuer: string
  /** How many keys may sign an ID token. */
  keys: number
  authorizationEndpoint: string
  tokenEndpoint: string
  userInfoEndpoint: string | null
}

/**
 * Tries a provider out before it is saved, without anybody signing in. Throws IdentityRefused `metadata-invalid` for one
 * that can't be used as well, `issuer-mismatch`, and what providerFetch throws.
 */
export async function checkIssuer(issuer: string, reach?: Partial<Reach>): Promise<CheckedIssuer> {
  const found = await discover(issuer, reach)
  requireUsable(found)
  const { authorization_endpoint, token_endpoint, userinfo_endpoint } = found
  for (const endpoint of [authorization_endpoint, token_endpoint, userinfo_endpoint])
    if (endpoint !== undefined) await requirePublicAddress(endpoint, reach)
  const { keys } = await readKeys(found, reach)
  const signing = keys.filter(maySign).length
  if (signing === 0)
    throw new IdentityRefused("metadata-invalid", "There is no key to verify ID tokens with.")
  return {
    issuer,
    keys: signing,
    authorizationEndpoint: authorization_endpoint,
    tokenEndpoint: token_endpoint,
    userInfoEndpoint: userinfo_endpoint ?? null,
  }
}

function requireUsable(found: Discovered): void {
  const lacking = [
    !(found.response_types_supported ?? ["code"]).includes("code") && "the authorization code flow",
    !(found.grant_types_supported ?? ["authorization_code"]).includes("authorization_code") &&
      "the authorization code grant",
    !authenticationOf(found) && "a client secret by post or basic authentication",
    algorithmsOf(found).length === 0 && "an asymmetric signature of ID tokens",
  ].find(Boolean)
  if (lacking) throw new IdentityRefused("metadata-invalid", `The provider does not offer ${lacking}.`)
}

const maySign = ({ kty, use, alg }: JWK) =>
  ["RSA", "EC", "OKP"].includes(kty!) &&
  (use ?? "sig") === "sig" &&
  (alg === undefined || (algorithms as readonly string[]).includes(alg))

function parse<T>(schema: z.ZodType<T>, text: string, address: string): T {
  const parsed = schema.safeParse(json(text))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue?.path.length ? ` (${issue.path.join(".")})` : ""
  throw new IdentityRefused("metadata-invalid", `${address} is not as the protocol wants it${place}.`)
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
