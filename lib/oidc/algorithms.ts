/** The signatures that an ID token may carry: asymmetric ones only, so that no secret that is also ours can forge one (RFC 8725, 3.1). */

export const algorithms = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
] as const
