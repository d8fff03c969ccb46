import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { makeKeyPair } from "#lib/testing/certificates.ts"
import { startSamlWorld, swap, type Answer, type SamlWorld } from "#lib/testing/saml-world.ts"
import { finishSaml } from "./response.ts"

let world: SamlWorld
let genuine: Answer
beforeAll(async () => {
  world = await startSamlWorld()
})
afterAll(() => world.idp.stop())
beforeEach(async () => {
  world.idp.options = {}
  genuine = await world.answer()
})

const given = (response: string) =>
  finishSaml(world.provider, { response, requestId: genuine.requestId }).then(
    () => "accepted",
    ({ reason }) => reason as string,
  )
const detailOf = (xml: string | Buffer) =>
  finishSaml(world.provider, { ...genuine, response: Buffer.from(xml).toString("base64") }).then(
    () => "accepted",
    ({ detail }) => detail as string,
  )
const reasonOf = (xml: string | Buffer) => given(Buffer.from(xml).toString("base64"))

describe("a document", () => {
  test("brings no document type: no entities to multiply, no files or addresses to read", async () => {
    const bomb = `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>`
    const external = `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>`
    const named = swap(genuine.xml, ">maya-7<", ">&x;<")
    for (const xml of [bomb + genuine.xml, external + named, `<!doctype html>${genuine.xml}`])
      expect(await reasonOf(xml)).toBe("doctype-forbidden")
    expect(await reasonOf(named)).toBe("malformed-response")
  })

  test("holds no comment and no processing instruction, though a signature does not see them", async () => {
    for (const hidden of ["<!---->", "<!-- x -->", "<?x y?>"]) {
      expect(await reasonOf(swap(genuine.xml, ">maya-7<", `>maya${hidden}-7<`))).toBe("comment-forbidden")
      expect(await reasonOf(swap(genuine.xml, "<samlp:Status>", `${hidden}<samlp:Status>`))).toBe(
        "comment-forbidden",
      )
    }
  })

  test("is at most 1 MB", async () => {
    const filled = (size: number) =>
      swap(
        genuine.xml,
        "<samlp:Status>",
        `<samlp:Extensions>${"x".repeat(size)}</samlp:Extensions><samlp:Status>`,
      )
    expect(await reasonOf(filled(900_000))).toBe("accepted")
    expect(await reasonOf(filled(1024 * 1024))).toBe("response-too-large")
  })

  test("is not quoted at length", async () => {
    const detail = await detailOf(swap(genuine.xml, `Destination="`, `Destination="${"x".repeat(9000)}`))
    expect(detail).toHaveLength(500)
  })

  test("holds its assertion in clear", async () => {
    const { certificate } = makeKeyPair()
    world.idp.options = { encryptionCert: certificate, encryptionPublicKey: certificate }
    genuine = await world.answer()
    expect(await reasonOf(genuine.xml)).toBe("assertion-encrypted")
  })

  test("is a response of SAML 2.0 with an assertion, in UTF-8 and base64", async () => {
    for (const xml of [
      "",
      "hello",
      "<a/>",
      genuine.xml.slice(0, -9),
      swap(genuine.xml, `ID="`, `ID="1" ID="`),
      swap(genuine.xml, `Version="2.0"`, `Version="1.1"`),
      swap(genuine.xml, "SAML:2.0:protocol", "SAML:1.0:protocol"),
      swap(genuine.xml, ">maya-7<", ">&undefined;<"),
      Buffer.from(genuine.xml, "utf16le"),
    ])
      expect(await reasonOf(xml)).toBe("malformed-response")
    const [before, after] = swap(
      genuine.xml,
      "<samlp:Status>",
      "<samlp:Extensions>|</samlp:Extensions><samlp:Status>",
    ).split("|")
    const stray = Buffer.concat([Buffer.from(before!), Buffer.from([0xff]), Buffer.from(after!)])
    expect(await detailOf(stray)).toBe("It is not UTF-8.")
    const response = Buffer.from(genuine.xml).toString("base64")
    await expect(finishSaml(world.provider, { ...genuine, response: `${response}*` })).rejects.toMatchObject({
      detail: "It is not base64.",
    })
    const without = swap(genuine.xml, /<saml:Assertion[^]*<\/saml:Assertion>/, "")
    expect(await reasonOf(without)).toBe("assertion-missing")
    const lines = Buffer.from(genuine.xml).toString("base64").replace(/.{76}/g, "$&\r\n")
    expect(await given(lines)).toBe("accepted")
  })

  test("made to exhaust whoever reads it is refused before it does", async () => {
    const put = (what: string) => swap(genuine.xml, "<samlp:Status>", `${what}<samlp:Status>`)
    const names = (count: number) => Array.from({ length: count }, (_, index) => `a${index}`)
    for (const made of [
      put("<a>".repeat(9000) + "</a>".repeat(9000)),
      put("<a/>".repeat(20_000)),
      put(`<a ${names(20_000).join(`="" `)}=""/>`),
      put(
        `${names(2000)
          .map((name) => `<a xmlns:${name}="x">`)
          .join("")}${"</a>".repeat(2000)}`,
      ),
      put(`<!--${"<!--".repeat(200_000)}`),
    ]) {
      expect(await detailOf(made)).toContain("more than 3,000")
    }
  })
})
