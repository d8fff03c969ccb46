/** An OpenID Connect provider as a workspace set it up. */
import type { ClaimNames } from "#lib/identity.ts"

export type OidcProvider = {
  id: string
  /** Just as the provider names itself, to the last slash. */
  issuer: string
  clientId: string
  clientSecret: string
  redirectUri: string
  names: ClaimNames
}
