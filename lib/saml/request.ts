/** Sending a browser to an identity provider with our request to sign somebody in (SAML Bindings 3.4, HTTP-Redirect). */
import { randomBytes } from "node:crypto"
import { SAML } from "@node-saml/node-saml"
import type { SamlProvider } from "./provider.ts"

/** 160 random bits, in the form of an xs:ID. */
export const newRequestId = () => `_${randomBytes(20).toString("hex")}`

/** The address that begins a sign-in at the provider. With `forceLogin` the person must prove themselves anew there. */
export async function beginSaml(
  provider: SamlProvider,
  { requestId, relayState, forceLogin }: { requestId: string; relayState: string; forceLogin: boolean },
): Promise<URL> {
  const saml = new SAML({
    entryPoint: provider.ssoUrl,
    issuer: provider.sp.entityId,
    callbackUrl: provider.sp.acs,
    idpCert: provider.certificates,
    // Which name and which way of proving oneself is for the provider's admin to choose.
    identifierFormat: null,
    disableRequestedAuthnContext: true,
    forceAuthn: forceLogin,
    generateUniqueId: () => requestId,
  })
  return new URL(await saml.getAuthorizeUrlAsync(relayState, undefined, {}))
}
