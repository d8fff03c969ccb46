import { inflateRawSync } from "node:zlib"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { makeKeyPair } from "#lib/testing/certificates.ts"
import { connect, maya, sign, sp, startSamlWorld, swap, unsigned } from "#lib/testing/saml-world.ts"
import type { SamlWorld } from "#lib/testing/saml-world.ts"
import { beginSaml, newRequestId } from "./request.ts"
import { finishSaml } from "./response.ts"

let world: SamlWorld
beforeAll(async () => {
  world = await startSamlWorld()
})
afterAll(() => world.idp.stop())
beforeEach(() => {
  Object.assign(world.idp, { person: maya, options: {} })
})

const signIn = async () => world.finish(await world.answer())

/** As if the provider had said it so. */
async function signInWith(edit: (xml: string) => string) {
  const { requestId, xml } = await world.answer()
  return world.finish({ requestId, xml: sign(edit(unsigned(xml)), world.idp.keys[0]!) })
}

describe("signing in at a stock provider", () => {
  test("answers whom it named, by its own words for them, and what was verified", async () => {
    const identity = await signIn()
    expect(identity).toMatchObject({
      issuer: world.idp.entityId,
      subject: "maya-7",
      email: "Maya@acme.example",
      emailVerified: false,
      firstName: "Maya",
      lastName: "Okafor",
      groups: ["staff", "ops"],
      claims: { mail: ["Maya@acme.example"], memberOf: ["staff", "staff", "ops"], NameID: ["maya-7"] },
      sessionUntil: null,
    })
    expect(identity.checks).toEqual([
      "The answer is a SAML 2.0 response without document type and comments.",
      "It says that it comes from this provider, to this address, in answer to the request begun here.",
      "The provider says that the sign-in succeeded.",
      "It holds exactly one assertion, in clear and signed.",
      "Signature and digest are SHA-256 or better.",
      "The assertion is signed by a certificate that this provider is known by.",
      "The assertion is issued by this provider.",
      'The assertion names somebody by "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent".',
      "It lets in whoever brings it, to this address, in answer to this request, at this time.",
      "It is meant for us.",
      "It is valid now, give or take 60 seconds.",
      "The person signed in at the provider, and that session is not over.",
    ])
    expect(Math.abs(identity.authenticatedAt!.getTime() - Date.now())).toBeLessThan(30_000)
    expect(identity.once!.id).toMatch(/^_\w{20}/)
    expect(identity.once!.until.getTime() - Date.now()).toBeGreaterThan(5 * 60_000)
  })

  test("also when it signs the response around the assertion too", async () => {
    world.idp.options = { signResponse: true }
    expect(await signIn()).toMatchObject({ subject: "maya-7" })
  })

  test("an answer is not to be used again until its first end, and a session lasts no longer than the provider says", async () => {
    const end = new Date(Date.now() + 30_000)
    const identity = await signInWith((xml) =>
      swap(
        xml.replace(/(<saml:Conditions [^>]*NotOnOrAfter=")[^"]*/, (_, start) => start + end.toISOString()),
        "<saml:AuthnStatement ",
        `<saml:AuthnStatement SessionNotOnOrAfter="2099-01-01T00:00:00Z" `,
      ),
    )
    expect(identity.once!.until).toEqual(new Date(end.getTime() + 60_000))
    expect(identity.sessionUntil).toEqual(new Date("2099-01-01T00:00:00Z"))
  })

  test("a new certificate beside the old one counts at once, and one that is dropped no longer", async () => {
    const next = makeKeyPair({ subject: "next.idp.example" })
    const before = world.idp.keys
    world.idp.keys = [...before, next]
    const both = await connect(world.idp)
    expect(both.certificates).toHaveLength(2)
    world.idp.keys = [next]
    const answer = await world.answer()
    const response = Buffer.from(answer.xml).toString("base64")
    expect(await finishSaml(both, { response, requestId: answer.requestId })).toMatchObject({
      subject: "maya-7",
    })
    await expect(world.finish(answer)).rejects.toMatchObject({ reason: "signature-invalid" })
    world.idp.keys = before
  })
})

test("where the person was to sign in anew, an earlier sign-in does not count", async () => {
  const { requestId, xml } = await world.answer()
  const response = Buffer.from(xml).toString("base64")
  const since = (seconds: number) =>
    finishSaml(world.provider, {
      response,
      requestId,
      signedInSince: new Date(Date.now() + seconds * 1000),
    })
  expect((await since(30)).checks).toContain("The person signed in there anew.")
  await expect(since(70)).rejects.toMatchObject({ reason: "login-not-repeated" })
})

describe("what a provider says of a person", () => {
  const emailOf = async (mail: string | string[], trustEmail = false) => {
    world.idp.person = { ...maya, attributes: { mail } }
    const { requestId, xml } = await world.answer()
    const names = { ...world.provider.names, trustEmail }
    const response = Buffer.from(xml).toString("base64")
    const identity = await finishSaml({ ...world.provider, names }, { response, requestId })
    return [identity.email, identity.emailVerified]
  }

  test("is one address, or none; verified only where the provider is trusted with it", async () => {
    expect(await emailOf(" maya@acme.example ", true)).toEqual(["maya@acme.example", true])
    expect(await emailOf(["maya@acme.example", "MAYA@acme.example"])).toEqual(["maya@acme.example", false])
    expect(await emailOf(["maya@acme.example", "ceo@acme.example"], true)).toEqual([null, false])
    expect(await emailOf("maya@acme.example, ceo@acme.example", true)).toEqual([null, false])
    expect(await emailOf("mаya@acme.example", true)).toEqual([null, false])
  })

  test("may be named by FriendlyName, or be nothing at all", async () => {
    const identity = await signInWith((xml) =>
      swap(xml, `Name="given"`, `Name="urn:oid:2.5.4.42" FriendlyName="given"`),
    )
    expect(identity).toMatchObject({ firstName: "Maya", claims: { "urn:oid:2.5.4.42": ["Maya"] } })
    world.idp.person = { nameId: "bare" }
    expect(await signIn()).toMatchObject({ email: null, firstName: null, lastName: null, groups: [] })
  })

  test("never reaches what every object has", async () => {
    world.idp.person = { nameId: "maya-7", attributes: { ["__proto__"]: "x", constructor: "y" } }
    const { claims } = await signIn()
    expect(Object.getPrototypeOf(claims)).toBe(Object.prototype)
    expect(claims).toHaveProperty("constructor", ["y"])
  })

  test("its name of the person may stand in for the address", async () => {
    world.idp.person = { nameId: "maya@acme.example" }
    const { requestId, xml } = await world.answer()
    const names = { ...world.provider.names, email: "NameID" }
    const response = Buffer.from(xml).toString("base64")
    expect(await finishSaml({ ...world.provider, names }, { response, requestId })).toMatchObject({
      email: "maya@acme.example",
    })
  })
})

describe("beginSaml", () => {
  test("asks by redirect, with the id, the state, our name and address, and for a new login only if told to", async () => {
    const requestId = newRequestId()
    const ask = async (forceLogin: boolean) => {
      const url = await beginSaml(world.provider, { requestId, relayState: "a b&c", forceLogin })
      expect(url.href).toMatch(`${world.idp.ssoUrl}?`)
      expect(url.searchParams.get("RelayState")).toBe("a b&c")
      return inflate(url.searchParams.get("SAMLRequest")!)
    }
    const request = await ask(false)
    for (const part of [`ID="${requestId}"`, sp.entityId, `AssertionConsumerServiceURL="${sp.acs}"`])
      expect(request).toContain(part)
    expect(request).not.toContain("ForceAuthn")
    expect(request).not.toContain("RequestedAuthnContext")
    expect(await ask(true)).toContain(`ForceAuthn="true"`)
    expect(newRequestId()).not.toBe(requestId)
  })

  test("keeps what the provider's address asks for already", async () => {
    const provider = { ...world.provider, ssoUrl: "https://idp.example/sso?tenant=7" }
    const url = await beginSaml(provider, { requestId: "_1", relayState: "x", forceLogin: false })
    expect(url.searchParams.get("tenant")).toBe("7")
  })
})

const inflate = (base64: string) => inflateRawSync(Buffer.from(base64, "base64")).toString()
