/** The response around an assertion. Nobody signs it, so what stands in it is a reason to refuse and never one to believe. */
import { IdentityRefused } from "#lib/identity.ts"
import type { SamlProvider } from "./provider.ts"
import { isModest } from "./markup.ts"
import {
  attributeOf,
  childrenOf,
  declaresDoctype,
  elementsIn,
  hasComment,
  isNamed,
  maxXmlLength,
  ns,
  parseXml,
  textOf,
  type Element,
} from "./xml.ts"

const success = "urn:oasis:names:tc:SAML:2.0:status:Success"

/**
 * The XML of the response, after everything that it gives away by itself: refuses what is too large or no strict XML, an answer
 * to another request, place or provider, an error, and anything but exactly one assertion in clear that bears a signature by an
 * accepted algorithm.
 */
export function openEnvelope(
  { entityId, sp }: SamlProvider,
  { response, requestId }: { response: string; requestId: string },
  checks: string[],
): string {
  const xml = decode(response)
  const root = parse(xml)
  checks.push("The answer is a SAML 2.0 response without document type and comments.")
  checkAddressing(root, { entityId, acs: sp.acs, requestId })
  checks.push(
    "It says that it comes from this provider, to this address, in answer to the request begun here.",
  )
  checkStatus(root)
  checks.push("The provider says that the sign-in succeeded.")
  checkAssertion(root)
  checks.push("It holds exactly one assertion, in clear and signed.")
  checkAlgorithms(root)
  checks.push("Signature and digest are SHA-256 or better.")
  return xml
}

function decode(response: string): string {
  if (response.length > (maxXmlLength * 4) / 3 + 4) throw new IdentityRefused("response-too-large")
  const base64 = response.replace(/\s/g, "")
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64))
    throw new IdentityRefused("malformed-response", "It is not base64.")
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(base64, "base64"))
  } catch {
    throw new IdentityRefused("malformed-response", "It is not UTF-8.")
  }
}

function parse(xml: string): Element {
  if (declaresDoctype(xml)) throw new IdentityRefused("doctype-forbidden")
  if (!isModest(xml))
    throw new IdentityRefused(
      "malformed-response",
      "It has tags without end, or more than 3,000 elements and attributes. Have the provider send fewer groups.",
    )
  const root = parseXml(xml)
  if (!root) throw new IdentityRefused("malformed-response", "It is not well-formed XML.")
  if (!isNamed(root, ns.protocol, "Response") || attributeOf(root, "Version") !== "2.0")
    throw new IdentityRefused("malformed-response", "It is not a SAML 2.0 response.")
  if (hasComment(root)) throw new IdentityRefused("comment-forbidden")
  return root
}

function checkAddressing(
  root: Element,
  { entityId, acs, requestId }: { entityId: string; acs: string; requestId: string },
): void {
  for (const issuer of childrenOf(root, ns.assertion, "Issuer").map(textOf))
    if (issuer !== entityId) throw new IdentityRefused("issuer-mismatch", `The response is of ${issuer}.`)
  const destination = attributeOf(root, "Destination")
  if (destination !== null && destination !== acs)
    throw new IdentityRefused("destination-mismatch", `It was sent to ${destination}.`)
  const inResponseTo = attributeOf(root, "InResponseTo")
  if (!inResponseTo) throw new IdentityRefused("not-requested")
  if (inResponseTo !== requestId) throw new IdentityRefused("request-mismatch")
}

function checkStatus(root: Element): void {
  const codes = childrenOf(root, ns.protocol, "Status", "StatusCode")
  const values = codes.map((code) => attributeOf(code, "Value"))
  if (values.length === 1 && values[0] === success) return
  const nested = codes.flatMap((code) => childrenOf(code, ns.protocol, "StatusCode"))
  const messages = childrenOf(root, ns.protocol, "Status", "StatusMessage").map(textOf)
  const said = [...values, ...nested.map((code) => attributeOf(code, "Value")), ...messages]
  throw new IdentityRefused("status-not-success", said.filter(Boolean).join(" · ") || undefined)
}

function checkAssertion(root: Element): void {
  const named = (name: string) => elementsIn(root).filter(({ localName }) => localName === name)
  if (named("EncryptedData").length > 0) throw new IdentityRefused("assertion-encrypted")
  // Also deep inside other elements: a second one is there only to be mistaken for the first (signature wrapping).
  if (named("Assertion").length > 1) throw new IdentityRefused("several-assertions")
  const [assertion] = childrenOf(root, ns.assertion, "Assertion")
  if (!assertion) throw new IdentityRefused("assertion-missing")
  if (childrenOf(assertion, ns.signature, "Signature").length === 0)
    throw new IdentityRefused("unsigned", "The assertion itself must be signed, not only the response.")
}

// SHA-384 and elliptic curves are none of what verifies here: better said than left to a signature that is invalid.
const acceptedAlgorithms: Record<string, RegExp> = {
  SignatureMethod:
    /^http:\/\/www\.w3\.org\/(?:2001\/04\/xmldsig-more#rsa-sha(?:256|512)|2007\/05\/xmldsig-more#sha256-rsa-MGF1)$/,
  DigestMethod: /^http:\/\/www\.w3\.org\/2001\/04\/xmlenc#sha(?:256|512)$/,
}

function checkAlgorithms(root: Element): void {
  for (const element of elementsIn(root)) {
    const accepted = acceptedAlgorithms[element.localName ?? ""]
    const algorithm = attributeOf(element, "Algorithm") ?? ""
    if (accepted && !accepted.test(algorithm))
      throw new IdentityRefused(
        "algorithm-forbidden",
        `It is ${algorithm || "not named"}. RSA with SHA-256 or SHA-512 is needed.`,
      )
  }
}
