import { expect, test } from "vitest"
import { spMetadata } from "./sp-metadata.ts"
import { attributeOf, childrenOf, ns, parseXml } from "./xml.ts"

test("our metadata names us and our address whatever characters they hold, and wants assertions signed", () => {
  const us = { entityId: `https://roster.example/"<&'>?a=1&b=2`, acs: "https://roster.example/acs?a&b" }
  const root = parseXml(spMetadata(us))!
  expect(attributeOf(root, "entityID")).toBe(us.entityId)
  const [role] = childrenOf(root, ns.metadata, "SPSSODescriptor")
  expect(attributeOf(role!, "WantAssertionsSigned")).toBe("true")
  const [service] = childrenOf(role!, ns.metadata, "AssertionConsumerService")
  expect(attributeOf(service!, "Location")).toBe(us.acs)
  expect(attributeOf(service!, "Binding")).toBe("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST")
  expect(childrenOf(role!, ns.metadata, "NameIDFormat")).toHaveLength(2)
})
