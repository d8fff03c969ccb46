/** What a sign-in by SAML 2.0 needs to know of the identity provider and of us. */
import type { ClaimNames } from "#lib/identity.ts"

export type SamlProvider = {
  id: string
  /** The provider's own name, the issuer of its assertions. */
  entityId: string
  /** Where the browser takes our requests (HTTP-Redirect binding). */
  ssoUrl: string
  /** PEM. Several while keys roll over: a signature by any of them counts. */
  certificates: string[]
  names: ClaimNames
  /** We, as this provider knows us. */
  sp: { entityId: string; acs: string }
}
