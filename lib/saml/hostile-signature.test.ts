import { createHmac, randomBytes } from "node:crypto"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { makeKeyPair } from "#lib/testing/certificates.ts"
import {
  assertionPattern,
  sign,
  signaturePattern,
  startSamlWorld,
  swap,
  unsigned,
  type Answer,
  type SamlWorld,
} from "#lib/testing/saml-world.ts"

let world: SamlWorld
let genuine: Answer
const attacker = makeKeyPair({ subject: "attacker.example" })
const ours = () => world.idp.keys[0]!

beforeAll(async () => {
  world = await startSamlWorld()
})
afterAll(() => world.idp.stop())
beforeEach(async () => {
  world.idp.options = {}
  genuine = await world.answer()
  await expect(world.finish(genuine)).resolves.toMatchObject({ subject: "maya-7" })
})

const reasonOf = (xml: string) =>
  world.finish({ ...genuine, xml }).then(
    ({ subject }) => `accepted ${subject}`,
    ({ reason }) => reason as string,
  )

const asAdmin = (xml: string) => swap(xml, ">maya-7<", ">admin-1<")

describe("a signature", () => {
  test("must be there, on the assertion itself", async () => {
    expect(await reasonOf(unsigned(genuine.xml))).toBe("unsigned")
    const around = sign(unsigned(genuine.xml), ours(), { element: "Response" })
    expect(await reasonOf(around)).toBe("unsigned")
  })

  test("must be of a certificate that the provider is known by, whatever certificate comes along", async () => {
    const foreign = sign(unsigned(genuine.xml), attacker)
    expect(foreign).toContain("<X509Certificate>")
    expect(await reasonOf(foreign)).toBe("signature-invalid")
    const claiming = sign(unsigned(genuine.xml), { ...attacker, certificate: ours().certificate })
    expect(await reasonOf(claiming)).toBe("signature-invalid")
  })

  test("of the assertion counts, not only that of the response around it", async () => {
    const inner = sign(asAdmin(unsigned(genuine.xml)), attacker)
    expect(await reasonOf(sign(inner, ours(), { element: "Response" }))).toBe("signature-invalid")
  })

  test("covers every letter", async () => {
    expect(await reasonOf(asAdmin(genuine.xml))).toBe("signature-invalid")
    expect(await reasonOf(swap(genuine.xml, ">staff<", ">admins<"))).toBe("signature-invalid")
    expect(await reasonOf(swap(genuine.xml, /<DigestValue>..../, "<DigestValue>AAAA"))).toBe(
      "signature-invalid",
    )
  })

  test("by SHA-1 is refused, in the signature and in the digest", async () => {
    world.idp.options = { signatureAlgorithm: "rsa-sha1" }
    const weak = await world.answer()
    expect(weak.xml).toContain("xmldsig#rsa-sha1")
    await expect(world.finish(weak)).rejects.toMatchObject({ reason: "algorithm-forbidden" })
    world.idp.options = { digestAlgorithm: "sha1" }
    const digest = await world.answer()
    await expect(world.finish(digest)).rejects.toMatchObject({ reason: "algorithm-forbidden" })
  })

  test("by an algorithm that can't be verified here is called that", async () => {
    for (const [accepted, other] of [
      ["xmldsig-more#rsa-sha256", "xmldsig-more#rsa-sha384"],
      ["xmldsig-more#rsa-sha256", "xmldsig-more#ecdsa-sha256"],
      ["xmlenc#sha256", "xmldsig-more#sha384"],
    ] as const)
      expect(await reasonOf(swap(genuine.xml, accepted, other))).toBe("algorithm-forbidden")
    const strong = sign(unsigned(genuine.xml), ours(), {
      algorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
      digest: "http://www.w3.org/2001/04/xmlenc#sha512",
    })
    expect(await reasonOf(strong)).toBe("accepted maya-7")
  })

  test("by a password is refused, though the certificate is known to everybody", async () => {
    for (const [algorithm, hash] of [
      ["http://www.w3.org/2000/09/xmldsig#hmac-sha1", "sha1"],
      ["http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", "sha256"],
    ] as const) {
      const named = swap(genuine.xml, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", algorithm)
      const [info] = /<SignedInfo>[\s\S]*<\/SignedInfo>/.exec(named)!
      const value = createHmac(hash, ours().certificate).update(info).digest("base64")
      const forged = swap(named, /<SignatureValue>[^<]*/, `<SignatureValue>${value}`)
      expect(await reasonOf(forged)).toBe("algorithm-forbidden")
    }
  })

  test("of the provider over something else does not count for an assertion", async () => {
    const other = `<samlp:Extensions><samlp:Note ID="_note"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">x</saml:Issuer></samlp:Note></samlp:Extensions>`
    const plain = swap(unsigned(genuine.xml), "<samlp:Status>", `${other}<samlp:Status>`)
    const [signature] = signaturePattern.exec(sign(plain, ours(), { element: "Note" as "Response" }))!
    const moved = swap(asAdmin(plain), "<saml:Subject>", `${signature}<saml:Subject>`)
    expect(await reasonOf(moved)).toBe("signature-invalid")
  })

  test("twice on one assertion is refused", async () => {
    const [signature] = signaturePattern.exec(genuine.xml)!
    expect(await reasonOf(swap(genuine.xml, signature, signature + signature))).toBe("signature-invalid")
  })
})

describe("signature wrapping (the eight of Somorovsky et al., 2012)", () => {
  const evilOf = (assertion: string) =>
    asAdmin(unsigned(assertion)).replace(/ ID="[^"]*"/, ` ID="_${randomBytes(16).toString("hex")}"`)
  const into = (assertion: string, what: string) => swap(assertion, "<saml:Subject>", `${what}<saml:Subject>`)
  const holding = (signature: string, what: string) =>
    swap(signature, "</Signature>", `<Object>${what}</Object></Signature>`)
  const parts = (xml: string) => {
    const [assertion] = assertionPattern.exec(xml)!
    const [signature] = signaturePattern.exec(assertion)!
    const evil = evilOf(assertion)
    const put = (what: string) => swap(xml, assertion, what)
    return { assertion, signature, evil, put, bare: unsigned(assertion) }
  }

  const forgeries: Record<string, (xml: string) => string> = {
    "3: the forged assertion before the signed one": (xml) => {
      const { evil, assertion, put } = parts(xml)
      return put(evil + assertion)
    },
    "4: the signed assertion inside the forged one": (xml) => {
      const { evil, assertion, put } = parts(xml)
      return put(into(evil, assertion))
    },
    "5: the signature moved to the forged one, the signed one after it": (xml) => {
      const { evil, bare, signature, put } = parts(xml)
      return put(into(evil, signature) + bare)
    },
    "6: the signed one inside the signature of the forged one": (xml) => {
      const { evil, bare, signature, put } = parts(xml)
      return put(into(evil, holding(signature, bare)))
    },
    "7: the forged one in an extension": (xml) => {
      const { evil, assertion, put } = parts(xml)
      return put(`<samlp:Extensions>${evil}</samlp:Extensions>${assertion}`)
    },
    "8: the signed one in an object of its own signature, in the forged one": (xml) => {
      const { evil, bare, signature, put } = parts(xml)
      return put(into(evil, swap(signature, "<SignedInfo>", `<Object>${bare}</Object><SignedInfo>`)))
    },
  }

  test.each(Object.keys(forgeries))("%s", async (name) => {
    expect(await reasonOf(forgeries[name]!(genuine.xml))).toBe("several-assertions")
  })

  test("1 and 2: the signed response inside or beside the signature of a forged one", async () => {
    const whole = sign(genuine.xml, ours(), { element: "Response" })
    const [signature] = signaturePattern.exec(whole)!
    const original = swap(whole, signature, "")
    const evil = asAdmin(original).replace(/ ID="[^"]*"/, ` ID="_evil"`)
    const at = (what: string) => swap(evil, "<samlp:Status>", `${what}<samlp:Status>`)
    for (const forged of [at(holding(signature, original)), at(original + signature)])
      expect(await reasonOf(forged)).toBe("several-assertions")
  })

  test("with another element called Assertion, which nobody has to read as one", async () => {
    const { evil, assertion, put } = parts(genuine.xml)
    const renamed = evil
      .replace("urn:oasis:names:tc:SAML:2.0:assertion", "urn:evil")
      .replaceAll("saml:", "evil:")
      .replace("xmlns:saml", "xmlns:evil")
    expect(await reasonOf(put(renamed + assertion))).toBe("several-assertions")
  })
})
