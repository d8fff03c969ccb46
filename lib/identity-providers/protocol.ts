/** Going to a provider and understanding what it answers: the one it is, by the protocol that it speaks. */
import { type Identity, IdentityRefused } from "#lib/identity.ts"
import type { OidcProvider } from "#lib/oidc/provider.ts"
import { beginOidc, finishOidc } from "#lib/oidc/sign-in.ts"
import type { SamlProvider } from "#lib/saml/provider.ts"
import { beginSaml } from "#lib/saml/request.ts"
import { finishSaml } from "#lib/saml/response.ts"
import { asSystem } from "#lib/access/as-system.ts"
import type { Attempt } from "./attempts.ts"
import { addressesOf, claimNamesOf, loadSecret, type ProviderRow } from "./provider.ts"

/** Where the browser goes to. Throws IdentityRefused: the provider can't be reached, or is not set up as it should be. */
export async function addressOf(
  provider: ProviderRow,
  { state, nonce, codeVerifier, requestId, forced }: Attempt,
  loginHint: string | null,
): Promise<URL> {
  if (provider.kind === "saml")
    return beginSaml(samlOf(provider), { requestId, relayState: state, forceLogin: forced })
  return beginOidc(await oidcOf(provider), {
    state,
    nonce,
    codeVerifier,
    forceLogin: forced,
    ...(loginHint && { loginHint }),
  })
}

/** Who came back to `address` from an OIDC provider. Throws IdentityRefused. */
export async function readCallback(provider: ProviderRow, attempt: Attempt, address: URL): Promise<Identity> {
  const { state, nonce, codeVerifier, forced, begunAt } = attempt
  return finishOidc(await oidcOf(provider), address, {
    state,
    nonce,
    codeVerifier,
    forceLogin: forced,
    begunAt,
  })
}

const clockSkew = 60_000 // ms

/** Whom a SAML provider named in what it posted. Throws IdentityRefused; `login-not-repeated` if it had to ask anew and did not. */
export async function readResponse(
  provider: ProviderRow,
  { requestId, forced, begunAt }: Attempt,
  response: string,
): Promise<Identity> {
  const identity = await finishSaml(samlOf(provider), { response, requestId })
  const { authenticatedAt, claims, checks } = identity
  if (forced && !(authenticatedAt && authenticatedAt.getTime() >= begunAt.getTime() - clockSkew))
    throw new IdentityRefused("login-not-repeated", undefined, { claims, checks })
  return identity
}

async function oidcOf(provider: ProviderRow): Promise<OidcProvider> {
  const { id, issuer, clientId } = provider
  const clientSecret = await asSystem("sign-in", provider.workspaceId, (tx) => loadSecret(tx, id))
  if (provider.kind !== "oidc" || !clientId || !clientSecret)
    throw new IdentityRefused("client-refused", "There is no client ID or no secret.")
  return {
    id,
    issuer,
    clientId,
    clientSecret,
    redirectUri: addressesOf(id).callback,
    names: claimNamesOf(provider),
  }
}

function samlOf(provider: ProviderRow): SamlProvider {
  const { id, issuer, ssoUrl, certificates } = provider
  if (provider.kind !== "saml" || !ssoUrl)
    throw new IdentityRefused("metadata-invalid", "There is no address to sign in at.")
  const { metadata, acs } = addressesOf(id)
  return {
    id,
    entityId: issuer,
    ssoUrl,
    certificates,
    names: claimNamesOf(provider),
    sp: { entityId: metadata, acs },
  }
}
