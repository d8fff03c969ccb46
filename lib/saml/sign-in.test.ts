import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { makeKeyPair } from "#lib/testing/certificates.ts"
import { startSamlIdp, type SamlIdp } from "#lib/testing/saml-idp.ts"
import { readMetadata } from "./metadata.ts"
import type { SamlProvider } from "./provider.ts"
import { beginSaml, newRequestId } from "./request.ts"
import { finishSaml } from "./response.ts"

const maya = {
  nameId: "maya-7",
  attributes: {
    mail: "Maya@acme.example",
    given: "Maya",
    family: "Okafor",
    memberOf: ["staff", " staff ", "ops"],
  },
}
const names = { email: "mail", firstName: "given", lastName: "family", groups: "memberOf", trustEmail: false }
const sp = { entityId: "https://roster.example/saml/1", acs: "https://roster.example/saml/1/acs" }

let idp: SamlIdp
beforeAll(async () => {
  idp = await startSamlIdp({ person: maya })
})
afterAll(() => idp.stop())

async function connect(): Promise<SamlProvider> {
  const metadata = readMetadata(await (await fetch(idp.metadataUrl)).text())
  return { id: "1", ...metadata, certificates: metadata.certificates.map(({ pem }) => pem), names, sp }
}

async function signIn(provider: SamlProvider, forceLogin = false) {
  const requestId = newRequestId()
  const begin = await beginSaml(provider, { requestId, relayState: "of this browser", forceLogin })
  const answer = await idp.answer(begin)
  expect(answer).toMatchObject({ acs: sp.acs, relayState: "of this browser" })
  return finishSaml(provider, { response: answer.response, requestId })
}

describe("signing in at a stock identity provider", () => {
  test("answers whom it named, by its own words for them, and what was verified", async () => {
    const identity = await signIn(await connect())
    expect(identity).toMatchObject({
      issuer: idp.entityId,
      subject: "maya-7",
      email: "Maya@acme.example",
      emailVerified: false,
      firstName: "Maya",
      lastName: "Okafor",
      groups: ["staff", "ops"],
      claims: { mail: ["Maya@acme.example"], memberOf: ["staff", "staff", "ops"], NameID: ["maya-7"] },
      sessionUntil: null,
    })
    expect(identity.checks).toMatchInlineSnapshot(`
      [
        "The answer is a SAML 2.0 response without document type and comments.",
        "It comes from this provider, to this address, and answers the request that was begun here.",
        "The provider says that the sign-in succeeded.",
        "It holds exactly one assertion, in clear and signed.",
        "Signature and digest are SHA-256 or better.",
        "The assertion is signed by a certificate that this provider is known by.",
        "The assertion is issued by this provider.",
        "The assertion names somebody by "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent".",
        "It lets in whoever brings it, to this address, in answer to this request, at this time.",
        "It is meant for us.",
        "It is valid now, give or take 60 seconds.",
        "The person signed in at the provider, and that session is not over.",
      ]
    `)
    expect(Math.abs(identity.authenticatedAt!.getTime() - Date.now())).toBeLessThan(30_000)
    expect(identity.once).toMatchObject({ id: expect.stringMatching(/^_/), until: expect.any(Date) })
    expect(identity.once!.until.getTime() - Date.now()).toBeGreaterThan(5 * 60_000)
  })
})
