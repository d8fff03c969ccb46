/** Where what there is of an OpenID provider is said (OpenID Connect Discovery 1.0 §3, RFC 8414 §2), so that libraries set themselves up. */
import { permissions } from "#lib/access/permissions.ts"
import { settings } from "#lib/settings.ts"
import { signingAlgorithm } from "./signing-keys.ts"

/** The addresses of the issuer, its keys, its description, and of tokens. */
export function addresses() {
  const issuer = settings().authUrl
  return {
    issuer,
    keys: `${issuer}/.well-known/jwks.json`,
    discovery: `${issuer}/.well-known/openid-configuration`,
    token: `${issuer}/api/v1/token`,
  }
}

/**
 * The description. Empty lists stand there although both texts would leave them out: left out, `grant_types_supported` means the code
 * and implicit flows, and `response_types_supported` is one that libraries insist on; there are none of these.
 */
export function describeIssuer() {
  const { issuer, keys, token } = addresses()
  return {
    issuer,
    jwks_uri: keys,
    token_endpoint: token,
    token_endpoint_auth_methods_supported: ["none"],
    response_types_supported: [],
    grant_types_supported: [],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: [signingAlgorithm],
    scopes_supported: permissions,
    claims_supported: ["iss", "sub", "aud", "exp", "iat", "jti", "sid", "workspace", "scope", "client_id"],
  }
}
