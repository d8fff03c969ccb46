/** The walls around a sign-in by SAML: each thing that is verified of an answer, and of what a provider says of itself. */
import { guard, inFile } from "./access-guards.ts"
import type { Wall } from "./wall.ts"

const answers = ["lib/saml/hostile", "lib/saml/sign-in"]
const ofAssertion = ["lib/saml/hostile-assertion", "lib/saml/sign-in"]

const wall = (name: string, file: string, find: string, replace: string, tests = answers): Wall =>
  guard(`saml: ${name}`, inFile(`lib/saml/${file}.ts`, find, replace), ...tests)

const envelope: [name: string, find: string, replace: string][] = [
  ["over 1 MB", `if (response.length > (maxXmlLength * 4) / 3 + 4)`, "if (false)"],
  ["base64", `if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64))`, "if (false)"],
  ["UTF-8", "fatal: true", "fatal: false"],
  ["document type", "if (declaresDoctype(xml))", "if (false)"],
  ["a response of SAML 2.0", `!isNamed(root, ns.protocol, "Response") ||`, ""],
  ["version of the response", `|| attributeOf(root, "Version") !== "2.0"`, ""],
  ["comments", "if (hasComment(root))", "if (false)"],
  ["issuer of the response", "if (issuer !== entityId)", "if (false)"],
  ["destination", "if (destination !== null && destination !== acs)", "if (false)"],
  ["to a request", "if (!inResponseTo)", "if (false)"],
  ["to this request", "if (inResponseTo !== requestId)", "if (false)"],
  ["status", "values.length === 1 && values[0] === success", "true"],
  ["made to exhaust", "if (!isModest(xml))", "if (false)"],
  ["encrypted", `if (named("EncryptedData").length > 0)`, "if (false)"],
  ["one assertion", `if (named("Assertion").length > 1)`, "if (false)"],
  ["an assertion", "if (!assertion) throw", "if (!assertion) return; else if (false) throw"],
  ["signed at all", `if (childrenOf(assertion, ns.signature, "Signature").length === 0)`, "if (false)"],
  ["algorithm of the signature", "  SignatureMethod:", "  NoMethod:"],
  ["algorithm of the digest", "  DigestMethod:", "  NoMethod:"],
]

const assertion: [name: string, find: string, replace: string][] = [
  ["a name", "if (!name || !value)", "if (!name)"],
  [
    "one name",
    `if (others.length > 0)\n    throw new IdentityRefused("malformed`,
    `if (false)\n    throw new IdentityRefused("malformed`,
  ],
  ["length of the name", "value.length > maxSubject || ", ""],
  ["lines in the name", String.raw`|| /\p{Cc}/u.test(value)`, ""],
  ["elements in the name", "|| elementsIn(name).length > 1", ""],
  ["transient name", "if (format === transient)", "if (false)"],
  ["issuer of the assertion", "if (issuers.length !== 1 || issuers[0] !== entityId)", "if (false)"],
  ["bearer", `(each) => attributeOf(each, "Method") === bearer`, "Boolean"],
  ["a confirmation", "if (confirmations.length === 0)", "if (false)"],
  ["recipient", "if (recipient !== acs)", "if (false)"],
  ["confirmation to a request", "if (!inResponseTo)", "if (false)"],
  ["confirmation to this request", "if (inResponseTo !== requestId)", "if (false)"],
  ["times of the confirmation", "tryTimes(data, now) ??", ""],
  ["conditions", "if (!conditions || others.length > 0)", "if (!conditions) return null\n  if (false)"],
  ["known conditions", "  checkKinds(conditions)", ""],
  ["an audience", "audiences.length === 0 || ", ""],
  ["every audience", "!audiences.every(", "!audiences.some("],
  ["our audience", "each.includes(audience)", "each.length > 0"],
  ["times of the conditions", "if (refusal) throw refusal", ""],
  ["somebody signed in", "if (statements.length === 0)", "if (false)"],
  ["signed in anew", "if (signedInSince) {", "if (false) {"],
  ["end of the session", "if (sessionUntil && sessionUntil <= now)", "if (false)"],
  ["what is no time", "if (!instant) throw", "if (!instant) return null; else if (false) throw"],
  ["not yet valid", "if (from && now.getTime() + clockSkew < from.getTime())", "if (false)"],
  ["expired", "to && now >= to ?", "false ?"],
  ["skew at the end", "end.getTime() + clockSkew", "end.getTime()"],
  ["skew at the beginning", "now.getTime() + clockSkew", "now.getTime()"],
]

const metadata: [name: string, find: string, replace: string][] = [
  ["over 1 MB", "if (Buffer.byteLength(xml) > maxXmlLength)", "if (false)"],
  ["document type", "if (declaresDoctype(xml))", "if (false)"],
  ["made to exhaust", "if (!isModest(xml))", "if (false)"],
  ["metadata at all", "if (![", "if (false && !["],
  ["one provider", "if (providers.length > 1)", "if (false)"],
  ["its name", "if (!entityId || entityId.length > 1024)", "if (false)"],
  ["SAML 2.0", ".includes(ns.protocol)", '.includes("") || true'],
  ["signed requests", "if (/^(true|1)$/", "if (false && /^(true|1)$/"],
  ["https", `? ["https:", "http:"] : ["https:"]`, `? ["https:", "http:"] : ["https:", "http:"]`],
  ["its scheme", "!schemes.includes(url.protocol) || ", ""],
  ["password in the address", "|| url.username || url.password", ""],
  ["for signatures", `=== "signing")`, ")"],
  ["a certificate", "if (certificates.length === 0)", "if (false)"],
  ["few certificates", "if (certificates.length > maxCertificates)", "if (false)"],
  ["expired certificates", "if (certificates.every(", "if (false && certificates.every("],
  ["out of date", "if (first && first <= new Date())", "if (false)"],
]

export const ssoSamlGuards: Wall[] = [
  ...envelope.map(([name, find, replace]) => wall(name, "envelope", find, replace)),
  ...assertion.map(([name, find, replace]) =>
    wall(`assertion, ${name}`, "assertion", find, replace, ofAssertion),
  ),
  ...metadata.map(([name, find, replace]) =>
    wall(`metadata, ${name}`, "metadata", find, replace, ["lib/saml/metadata"]),
  ),
  wall(
    "signature of the assertion",
    "signature",
    "wantAssertionsSigned: true",
    "wantAssertionsSigned: false",
  ),
  wall("nothing quoted at length", "response", "?.slice(0, maxDetail)", ""),
  wall("until the first end", "response", "validUntil && validUntil < confirmedUntil ? validUntil :", ""),
  wall("several addresses", "attributes", " && new Set(values.map(normaliseEmail)).size === 1", ""),
  wall("trust in the address", "attributes", "&& names.trustEmail", ""),
  wall("kind of key", "certificate", `if (asymmetricKeyType !== "rsa")`, "if (false)", ["lib/saml/metadata"]),
  wall("length of the key", "certificate", "if (bits < minRsaBits)", "if (false)", ["lib/saml/metadata"]),
]
