import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { settings } from "#lib/settings.ts"
import { makeKeyPair } from "#lib/testing/certificates.ts"
import { startSamlIdp, type SamlIdp } from "#lib/testing/saml-idp.ts"
import { swap } from "#lib/testing/saml-world.ts"
import { certificateOf } from "./certificate.ts"
import { readMetadata } from "./metadata.ts"

let idp: SamlIdp
let xml: string
beforeAll(async () => {
  idp = await startSamlIdp()
  xml = await (await fetch(idp.metadataUrl)).text()
})
afterAll(() => idp.stop())

const refusalOf = (metadata: string): string => {
  try {
    return `accepted ${readMetadata(metadata).entityId}`
  } catch (error) {
    expect(error).toMatchObject({ reason: "metadata-invalid" })
    return (error as { detail: string }).detail
  }
}
const withCertificate = (wish: Parameters<typeof makeKeyPair>[0]) =>
  swap(xml, /(?<=<X509Certificate>)[^<]*/, base64Of(makeKeyPair(wish).certificate))
const base64Of = (pem: string) => pem.replace(/-----[A-Z ]+-----|\s/g, "")
const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000)

describe("readMetadata", () => {
  test("finds the issuer, the address and the certificates, with what an admin is told of them", async () => {
    const { entityId, ssoUrl, certificates, validUntil } = readMetadata(xml)
    expect({ entityId, ssoUrl, validUntil }).toEqual({
      entityId: idp.entityId,
      ssoUrl: idp.ssoUrl,
      validUntil: null,
    })
    expect(certificates).toEqual([
      {
        pem: idp.keys[0]!.certificate,
        subject: "CN=idp.example",
        fingerprint256: expect.stringMatching(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/),
        notBefore: expect.any(Date),
        notAfter: expect.any(Date),
      },
    ])
    expect(certificates[0]!.notAfter.getTime()).toBeGreaterThan(Date.now())
  })

  test("takes every key for signatures, also one without a use, and none for encryption", () => {
    expect(readMetadata(swap(xml, ` use="signing"`, "")).certificates).toHaveLength(1)
    expect(refusalOf(swap(xml, `"signing"`, `"encryption"`))).toContain("no certificate for signatures")
    const [descriptor] = /<KeyDescriptor[^]*<\/KeyDescriptor>/.exec(xml)!
    const second = swap(descriptor, /(?<=<X509Certificate>)[^<]*/, base64Of(makeKeyPair().certificate))
    const both = swap(xml, descriptor, descriptor + descriptor + second)
    expect(readMetadata(both).certificates).toHaveLength(2)
    const six = Array.from({ length: 6 }, () =>
      swap(descriptor, /(?<=<X509Certificate>)[^<]*/, base64Of(makeKeyPair().certificate)),
    )
    expect(refusalOf(swap(xml, descriptor, six.join("")))).toContain("more than 5 certificates")
  })

  test("reads comments, a byte order mark, one provider among applications, and until when it counts", () => {
    const until = `validUntil="2099-01-01T00:00:00Z"`
    const entity = swap(xml, "entityID=", `${until} entityID=`)
    const others = `<EntityDescriptor entityID="app"><SPSSODescriptor/></EntityDescriptor>`
    const all = `\uFEFF<?xml version="1.0"?>\n<!-- ours --><EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" validUntil="2098-01-01T00:00:00Z">${others}${entity}</EntitiesDescriptor>`
    expect(readMetadata(all)).toMatchObject({ validUntil: new Date("2098-01-01T00:00:00Z") })
  })

  test.each([
    ["nothing", () => "", "well-formed"],
    ["half of it", () => xml.slice(0, xml.lastIndexOf("<")), "well-formed"],
    ["a web page", () => "<html><body/></html>", "no SAML metadata"],
    ["a document type", () => `<!DOCTYPE a [<!ENTITY b "c">]>${xml}`, "document type"],
    ["1 MB", () => xml + " ".repeat(1024 * 1024), "larger than 1 MB"],
    [
      "what is made to exhaust",
      () => swap(xml, "<KeyInfo", `${"<a>".repeat(9000)}<KeyInfo`),
      "far too large",
    ],
    ["an application's", () => xml.replaceAll("IDPSSODescriptor", "SPSSODescriptor"), "no identity provider"],
    [
      "several providers",
      () =>
        `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${xml}${xml}</EntitiesDescriptor>`,
      "2 identity providers",
    ],
    ["no name", () => swap(xml, /entityID="[^"]*"/, ""), "names no entity"],
    ["SAML 1.1", () => swap(xml, `"urn:oasis:names:tc:SAML:2.0:protocol"`, `"urn:1.1"`), "SAML 2.0"],
    [
      "the wish for signed requests",
      () => swap(xml, "<IDPSSODescriptor", `<IDPSSODescriptor WantAuthnRequestsSigned="true"`),
      "signed requests",
    ],
    [
      "no redirect",
      () => swap(xml, /(?<=SingleSignOnService Binding="[^"]*):HTTP-Redirect/, ":SOAP"),
      "HTTP-Redirect",
    ],
    ["no address", () => xml.replaceAll(/Location="[^"]*"/g, `Location="/sso"`), "https://"],
    ["a script", () => xml.replaceAll(/Location="[^"]*"/g, `Location="javascript:a()"`), "https://"],
    ["a password", () => xml.replaceAll("http://127", "https://a:b@127"), "https://"],
    ["what is no certificate", () => swap(xml, "<X509Certificate>M", "<X509Certificate>A"), "can't be read"],
    ["a weak key", () => withCertificate({ bits: 1024 }), "1024 bits"],
    ["another kind of key", () => withCertificate({ curve: "prime256v1" }), "not RSA"],
    ["what has expired", () => withCertificate({ until: yesterday }), "has expired"],
    [
      "a day that is over",
      () => swap(xml, "entityID=", `validUntil="${yesterday.toISOString()}" entityID=`),
      "time that is over",
    ],
    ["no day", () => swap(xml, "entityID=", `validUntil="soon" entityID=`), "no time"],
  ])("refuses %s, and says what to do", (_, made, said) => {
    const detail = refusalOf(made())
    expect(detail).not.toMatch(/^accepted/)
    expect(detail).toContain(said)
  })

  test("wants https wherever providers are not let stand on this machine", () => {
    Object.assign(settings(), { localProviders: false })
    expect(refusalOf(xml)).toContain("https://")
    expect(readMetadata(xml.replaceAll("http://127", "https://127")).ssoUrl).toMatch(/^https:/)
  })
})

afterEach(() => {
  Object.assign(settings(), { localProviders: true })
})

describe("certificateOf", () => {
  test("tells when a certificate ends, also one that has", () => {
    const { certificate } = makeKeyPair({ subject: "old.example", until: yesterday })
    expect(certificateOf(certificate)).toMatchObject({
      subject: "CN=old.example",
      notAfter: new Date(Math.floor(yesterday.getTime() / 1000) * 1000),
    })
  })
})
