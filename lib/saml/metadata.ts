/** Reading the metadata by which an identity provider introduces itself (SAML 2.0 Metadata). */
import { IdentityRefused } from "#lib/identity.ts"
import { settings } from "#lib/settings.ts"
import { certificateOf, pemOf, type Certificate } from "./certificate.ts"
import { instantOf } from "./instant.ts"
import { isModest } from "./markup.ts"
import {
  attributeOf,
  bindings,
  childrenOf,
  declaresDoctype,
  elementsIn,
  isNamed,
  maxXmlLength,
  ns,
  parseXml,
  textOf,
  type Element,
} from "./xml.ts"

export type SamlMetadata = {
  entityId: string
  ssoUrl: string
  /** Several while keys roll over. */
  certificates: Certificate[]
  /** From then on it is to be fetched anew. */
  validUntil: Date | null
}

const invalid = (detail: string) => new IdentityRefused("metadata-invalid", detail)
const maxCertificates = 5

/**
 * The one identity provider that the metadata describes. Refuses (metadata-invalid, with what to do about it) everything that
 * a sign-in could not be built on: what is not metadata, over 1 MB, a document type, no or several identity providers, out of
 * date, no address for HTTP-Redirect or not https, no certificate for signatures, or a weak or only expired ones.
 */
export function readMetadata(xml: string): SamlMetadata {
  const root = rootOf(xml)
  const entity = onlyProvider(root)
  const entityId = attributeOf(entity, "entityID")?.trim() ?? ""
  if (!entityId || entityId.length > 1024)
    throw invalid("It names no entity, or one longer than 1024 characters. Fetch it from the provider again.")
  const role = childrenOf(entity, ns.metadata, "IDPSSODescriptor").find((descriptor) =>
    (attributeOf(descriptor, "protocolSupportEnumeration") ?? "").split(/\s+/).includes(ns.protocol),
  )
  if (!role)
    throw invalid("The provider does not speak SAML 2.0. Choose SAML 2.0 there, or OpenID Connect here.")
  if (/^(true|1)$/.test(attributeOf(role, "WantAuthnRequestsSigned") ?? ""))
    throw invalid("The provider wants signed requests, which Roster does not send. Switch that off there.")
  return {
    entityId,
    ssoUrl: ssoUrlOf(role),
    certificates: certificatesOf(role),
    validUntil: validUntilOf([root, entity, role]),
  }
}

function rootOf(xml: string): Element {
  if (Buffer.byteLength(xml) > maxXmlLength)
    throw invalid(
      "It is larger than 1 MB. Take the metadata of this one provider, not of a whole federation.",
    )
  if (declaresDoctype(xml))
    throw invalid("It has a document type, which metadata never needs. Fetch it from the provider again.")
  if (!isModest(xml))
    throw invalid("It is cut off, or far too large. Take the metadata of this one provider, and all of it.")
  const root = parseXml(xml.replace(/^\uFEFF/, "").trimStart())
  if (!root) throw invalid("It is not well-formed XML. Fetch it from the provider again and paste all of it.")
  return root
}

function onlyProvider(root: Element): Element {
  if (!["EntityDescriptor", "EntitiesDescriptor"].some((name) => isNamed(root, ns.metadata, name)))
    throw invalid(
      "It is XML, but no SAML metadata. Take what the provider calls metadata or federation metadata.",
    )
  const providers = elementsIn(root).filter(
    (element) =>
      isNamed(element, ns.metadata, "EntityDescriptor") &&
      childrenOf(element, ns.metadata, "IDPSSODescriptor").length > 0,
  )
  if (providers.length > 1)
    throw invalid(
      `It describes ${providers.length} identity providers. Take the metadata of the one that people sign in with.`,
    )
  if (!providers[0])
    throw invalid(
      "It describes no identity provider. It may be an application's, such as ours: take the provider's.",
    )
  return providers[0]
}

function ssoUrlOf(role: Element): string {
  const service = childrenOf(role, ns.metadata, "SingleSignOnService").find(
    (each) => attributeOf(each, "Binding") === bindings.redirect,
  )
  if (!service)
    throw invalid("The provider has no sign-in address for HTTP-Redirect. Switch that binding on there.")
  const url = URL.parse(attributeOf(service, "Location") ?? "")
  const schemes = settings().localProviders ? ["https:", "http:"] : ["https:"]
  if (!url || !schemes.includes(url.protocol) || url.username || url.password)
    throw invalid("The provider's sign-in address must begin with https:// and hold no password.")
  return url.href
}

function certificatesOf(role: Element): Certificate[] {
  const pems = childrenOf(role, ns.metadata, "KeyDescriptor")
    .filter((key) => (attributeOf(key, "use") ?? "signing") === "signing")
    .flatMap((key) => childrenOf(key, ns.signature, "KeyInfo", "X509Data", "X509Certificate"))
    .map((element) => pemOf(textOf(element)))
  const certificates = [...new Set(pems)].map(certificateOf)
  if (certificates.length === 0)
    throw invalid("It holds no certificate for signatures. Add the provider's signing certificate there.")
  if (certificates.length > maxCertificates)
    throw invalid(`It holds more than ${maxCertificates} certificates. Remove those that no longer sign.`)
  if (certificates.every(({ notAfter }) => notAfter < new Date()))
    throw invalid("Every certificate in it has expired. Fetch the metadata from the provider again.")
  return certificates
}

function validUntilOf(elements: Element[]): Date | null {
  const limits = elements
    .map((element) => attributeOf(element, "validUntil"))
    .filter((text) => text !== null)
    .map((text) => {
      const limit = instantOf(text)
      if (!limit) throw invalid("Its validUntil is no time. Fetch it from the provider again.")
      return limit
    })
  const [first] = limits.sort((one, other) => one.getTime() - other.getTime())
  if (first && first <= new Date())
    throw invalid("It was valid only until a time that is over. Fetch it from the provider again.")
  return first ?? null
}
