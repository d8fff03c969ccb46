import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { maya, sign, sp, startSamlWorld, swap, unsigned } from "#lib/testing/saml-world.ts"
import type { Answer, SamlWorld } from "#lib/testing/saml-world.ts"
import { newRequestId } from "./request.ts"

let world: SamlWorld
let genuine: Answer

beforeAll(async () => {
  world = await startSamlWorld()
})
afterAll(() => world.idp.stop())
beforeEach(async () => {
  Object.assign(world.idp, { person: maya, options: {} })
  genuine = await world.answer()
})

const finished = (answer: Answer) =>
  world.finish(answer).then(
    () => "accepted",
    ({ reason }) => reason as string,
  )

/** What the provider itself would be told if it had said so, properly signed. */
const reasonOf = (find: string | RegExp, replacement: string) =>
  finished({
    ...genuine,
    xml: sign(swap(unsigned(genuine.xml), find, replacement), world.idp.keys[0]!),
  })
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()

test("nothing is refused that was only signed anew", async () => {
  expect(await reasonOf(">Maya<", ">May<")).toBe("accepted")
})

describe("where the answer comes from and goes to", () => {
  test("the issuer must be the provider, on the response and on the assertion", async () => {
    const issuer = (prefix: string) => new RegExp(`(?<=${prefix})${world.idp.entityId}`)
    expect(await reasonOf(issuer('assertion">'), "https://other.example")).toBe("issuer-mismatch")
    expect(await reasonOf(issuer("<saml:Issuer>"), "https://other.example")).toBe("issuer-mismatch")
    expect(await reasonOf(/<saml:Issuer>[^<]*/, "<saml:Issuer>")).toBe("issuer-mismatch")
    expect(await reasonOf(/<saml:Issuer xmlns[^]*?<\/saml:Issuer>/, "")).toBe("accepted")
  })

  test("destination, recipient and audience must be us", async () => {
    expect(await reasonOf(`Destination="${sp.acs}"`, `Destination="${sp.acs}/2"`)).toBe(
      "destination-mismatch",
    )
    expect(await reasonOf(`Recipient="${sp.acs}"`, `Recipient="${sp.acs}/2"`)).toBe("recipient-mismatch")
    expect(await reasonOf(`Recipient="${sp.acs}"`, "")).toBe("recipient-mismatch")
    const [other, both] = [">https://other.example<", `>x</saml:Audience><saml:Audience>${sp.entityId}<`]
    expect(await reasonOf(`>${sp.entityId}<`, other)).toBe("audience-mismatch")
    expect(await reasonOf(`>${sp.entityId}<`, both)).toBe("accepted")
    const second = "</saml:AudienceRestriction><saml:AudienceRestriction><saml:Audience>x</saml:Audience>"
    expect(await reasonOf("</saml:AudienceRestriction>", `${second}</saml:AudienceRestriction>`)).toBe(
      "audience-mismatch",
    )
    expect(await reasonOf(/<saml:AudienceRestriction>.*<\/saml:AudienceRestriction>/, "")).toBe(
      "audience-mismatch",
    )
    expect(await reasonOf(/<saml:Conditions.*<\/saml:Conditions>/, "")).toBe("audience-mismatch")
  })

  test("it must be the answer to the request that was begun here, outside and inside", async () => {
    expect(await finished({ ...genuine, requestId: newRequestId() })).toBe("request-mismatch")
    const [response, data] = [/ InResponseTo="[^"]*"(?=\s+Version)/, / InResponseTo="[^"]*"(?=\/>)/]
    expect(await reasonOf(response, "")).toBe("not-requested")
    expect(await reasonOf(data, "")).toBe("not-requested")
    expect(await reasonOf(data, ` InResponseTo="${newRequestId()}"`)).toBe("request-mismatch")
    expect(await reasonOf(response, ` InResponseTo="${newRequestId()}"`)).toBe("request-mismatch")
  })

  test("the provider must say that the sign-in succeeded, and what it says instead is kept", async () => {
    expect(await reasonOf(":status:Success", ":status:Responder")).toBe("status-not-success")
    expect(await reasonOf(/<samlp:Status>.*<\/samlp:Status>/, "")).toBe("status-not-success")
    world.idp.person = null
    const refused = await world.answer()
    await expect(world.finish(refused)).rejects.toMatchObject({
      reason: "status-not-success",
      detail: "urn:oasis:names:tc:SAML:2.0:status:Responder",
    })
  })
})

describe("when it is valid", () => {
  const confirmed = /(?<=SubjectConfirmationData NotOnOrAfter=")[^"]*/
  const to = /(?<=<saml:Conditions NotBefore="[^"]*" NotOnOrAfter=")[^"]*/
  const from = /(?<=<saml:Conditions NotBefore=")[^"]*/

  test("not when it is over, by the confirmation or by the conditions", async () => {
    for (const end of [confirmed, to]) {
      expect(await reasonOf(end, inSeconds(-61))).toBe("expired")
      expect(await reasonOf(end, inSeconds(-50))).toBe("accepted")
    }
  })

  test("not before it begins", async () => {
    expect(await reasonOf(from, inSeconds(70))).toBe("not-yet-valid")
    expect(await reasonOf(from, inSeconds(50))).toBe("accepted")
    const early = `SubjectConfirmationData NotBefore="${inSeconds(70)}"`
    expect(await reasonOf("SubjectConfirmationData", early)).toBe("not-yet-valid")
  })

  test("not without an end, and not by what is no time", async () => {
    expect(await reasonOf(/ NotOnOrAfter="[^"]*"(?= Recipient)/, "")).toBe("confirmation-invalid")
    expect(await reasonOf(from, "1 January 2020")).toBe("malformed-response")
  })

  test("not when the session at the provider is over, or nobody signed in there", async () => {
    const session = (end: string) => `<saml:AuthnStatement SessionNotOnOrAfter="${end}"`
    expect(await reasonOf("<saml:AuthnStatement", session(inSeconds(-1)))).toBe("expired")
    expect(await reasonOf("<saml:AuthnStatement", session(inSeconds(60)))).toBe("accepted")
    expect(await reasonOf(/<saml:AuthnStatement.*<\/saml:AuthnStatement>/, "")).toBe("malformed-response")
  })

  test("not under a condition that is not known here", async () => {
    const condition = (kind: string) => `<saml:${kind}/></saml:Conditions>`
    expect(await reasonOf("</saml:Conditions>", condition("OnlyOnSundays"))).toBe("malformed-response")
    expect(await reasonOf("</saml:Conditions>", condition("OneTimeUse"))).toBe("accepted")
  })
})

describe("whom it names", () => {
  const name = /(?<=<saml:NameID[^>]*>)maya-7/

  test("must be somebody, by a name that stays", async () => {
    expect(await reasonOf(name, "")).toBe("subject-missing")
    expect(await reasonOf(name, "  ")).toBe("subject-missing")
    expect(await reasonOf(/<saml:NameID.*<\/saml:NameID>/, "")).toBe("subject-missing")
    expect(await reasonOf("nameid-format:persistent", "nameid-format:transient")).toBe("subject-transient")
  })

  test("must be one, in one line of text", async () => {
    const twice = "</saml:NameID><saml:NameID>admin-1</saml:NameID>"
    expect(await reasonOf("</saml:NameID>", twice)).toBe("malformed-response")
    expect(await reasonOf(name, "a".repeat(257))).toBe("malformed-response")
    expect(await reasonOf(name, "maya\n7")).toBe("malformed-response")
    expect(await reasonOf(name, "maya-<b>7</b>")).toBe("malformed-response")
    const hidden = `<saml:EncryptedID><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"/></saml:EncryptedID>`
    expect(await reasonOf(/<saml:NameID.*<\/saml:NameID>/, hidden)).toBe("assertion-encrypted")
  })

  test("must be let in as the bearer, by one confirmation that holds in full", async () => {
    expect(await reasonOf("cm:bearer", "cm:holder-of-key")).toBe("confirmation-invalid")
    expect(await reasonOf(/<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/, "")).toBe(
      "confirmation-invalid",
    )
    const second = `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="${inSeconds(60)}" Recipient="https://other.example"/></saml:SubjectConfirmation><saml:SubjectConfirmation `
    expect(await reasonOf("<saml:SubjectConfirmation ", second)).toBe("accepted")
  })
})

test("what had come and been verified until then is kept for whoever tries the provider out", async () => {
  const xml = sign(swap(unsigned(genuine.xml), `>${sp.entityId}<`, ">x<"), world.idp.keys[0]!)
  const refused = await world.finish({ ...genuine, xml }).catch((error) => error)
  expect(refused).toMatchObject({ reason: "audience-mismatch", detail: "It is for x." })
  expect(refused.seen.claims).toMatchObject({ memberOf: ["staff", "staff", "ops"] })
  expect(refused.seen.checks).toContain("The assertion is issued by this provider.")
  const unproved = await world.finish({ ...genuine, xml: unsigned(genuine.xml) }).catch((error) => error)
  expect(unproved.seen.claims).toBeUndefined()
})
