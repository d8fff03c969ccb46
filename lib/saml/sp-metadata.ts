/** The metadata by which we introduce ourselves to an identity provider. */
import { bindings, ns } from "./xml.ts"

const nameIdFormats = [
  "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
  "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
]

const escape = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`).replace(/[\t\r\n]/g, " ")

/** An EntityDescriptor: assertions must be signed, requests are not, answers come by HTTP-POST. */
export function spMetadata({ entityId, acs }: { entityId: string; acs: string }): string {
  const formats = nameIdFormats.map((format) => `    <NameIDFormat>${format}</NameIDFormat>\n`).join("")
  return `<?xml version="1.0" encoding="UTF-8"?>
<EntityDescriptor xmlns="${ns.metadata}" entityID="${escape(entityId)}">
  <SPSSODescriptor AuthnRequestsSigned="false" WantAssertionsSigned="true" protocolSupportEnumeration="${ns.protocol}">
${formats}    <AssertionConsumerService index="0" isDefault="true" Binding="${bindings.post}" Location="${escape(acs)}"/>
  </SPSSODescriptor>
</EntityDescriptor>
`
}
