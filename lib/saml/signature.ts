/** Which part of an answer is really signed by the provider: node-saml says that, and nothing else is believed. */
import { SAML, ValidateInResponseTo } from "@node-saml/node-saml"
import { IdentityRefused } from "#lib/identity.ts"
import type { SamlProvider } from "./provider.ts"
import { attributeOf, isNamed, ns, parseXml, type Element } from "./xml.ts"

/**
 * The assertion as one of the provider's certificates signed it: the canonical text that was verified, never the document that
 * came. Whom it is for and how long is checked on it, all in one place (assertion.ts), so node-saml is told to leave that.
 * Refuses an assertion that no certificate of the provider signed whole.
 */
export async function signedAssertionOf(
  provider: SamlProvider,
  xml: string,
  checks: string[],
): Promise<Element> {
  const signed = await verify(provider, xml)
  checks.push("The assertion is signed by a certificate that this provider is known by.")
  const assertion = parseXml(signed)
  if (
    !assertion ||
    !isNamed(assertion, ns.assertion, "Assertion") ||
    attributeOf(assertion, "Version") !== "2.0"
  )
    throw new IdentityRefused("malformed-response", "What is signed is not a SAML 2.0 assertion.")
  if (!attributeOf(assertion, "ID"))
    throw new IdentityRefused("malformed-response", "The assertion has no ID.")
  return assertion
}

async function verify(provider: SamlProvider, xml: string): Promise<string> {
  const saml = new SAML({
    entryPoint: provider.ssoUrl,
    issuer: provider.sp.entityId,
    callbackUrl: provider.sp.acs,
    idpCert: provider.certificates,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
    validateInResponseTo: ValidateInResponseTo.never,
    audience: false,
    acceptedClockSkewMs: -1,
  })
  try {
    const { profile } = await saml.validatePostResponseAsync({
      SAMLResponse: Buffer.from(xml).toString("base64"),
    })
    if (profile?.getAssertionXml) return profile.getAssertionXml()
  } catch (error) {
    throw refusalOf(error)
  }
  throw new IdentityRefused("malformed-response")
}

/** What node-saml says in its own words. It says the same of a foreign key, an altered text and a signature over something else. */
function refusalOf(error: unknown): IdentityRefused {
  const message = error instanceof Error ? error.message : ""
  if (/signature|signed|ref URI|transforms/i.test(message)) return new IdentityRefused("signature-invalid")
  if (/is not a valid date/.test(message))
    return new IdentityRefused("confirmation-invalid", "It must say until when, by NotOnOrAfter.")
  return new IdentityRefused("malformed-response")
}
