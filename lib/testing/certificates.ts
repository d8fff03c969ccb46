/** Self-signed certificates made on the spot (X.509 v3, RFC 5280), so that no test depends on the day or on a tool of the machine. */
import { createSign, generateKeyPairSync, randomBytes, type KeyObject } from "node:crypto"

export type KeyPair = {
  /** PKCS #8, PEM. */
  key: string
  /** PEM. */
  certificate: string
}

const der = (tag: number, ...contents: Uint8Array[]): Buffer => {
  const body = Buffer.concat(contents)
  const size = Buffer.from(body.length.toString(16).replace(/^(.(?:..)*)$/, "0$1"), "hex")
  return Buffer.concat([
    Buffer.from(body.length < 0x80 ? [tag, body.length] : [tag, 0x80 | size.length, ...size]),
    body,
  ])
}
const sequence = (...contents: Uint8Array[]) => der(0x30, ...contents)
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"))

const commonName = oid("550403")
const rsaWithSha256 = sequence(oid("2a864886f70d01010b"), der(0x05))
const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"))

const nameOf = (subject: string) => sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(subject)))))

const timeOf = (date: Date) =>
  der(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`))

const day = 24 * 60 * 60 * 1000

type Wish = { subject?: string; bits?: number; curve?: string; from?: Date; until?: Date }

/** A fresh key and its certificate: RSA of 2048 bits, from yesterday on for a year, unless told otherwise. */
export function makeKeyPair({
  subject = "idp.example",
  bits = 2048,
  curve,
  from = new Date(Date.now() - day),
  until = new Date(Date.now() + 365 * day),
}: Wish = {}): KeyPair {
  const { publicKey, privateKey } = curve
    ? generateKeyPairSync("ec", { namedCurve: curve })
    : generateKeyPairSync("rsa", { modulusLength: bits })
  const algorithm = curve ? ecdsaWithSha256 : rsaWithSha256
  const facts = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1]), randomBytes(15)),
    algorithm,
    nameOf(subject),
    sequence(timeOf(from), timeOf(until)),
    nameOf(subject),
    publicKey.export({ type: "spki", format: "der" }),
  )
  const certificate = sequence(facts, algorithm, der(0x03, Buffer.from([0]), sign(facts, privateKey)))
  const lines = certificate
    .toString("base64")
    .match(/.{1,64}/g)!
    .join("\n")
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  }
}

const sign = (facts: Buffer, key: KeyObject) => createSign("sha256").update(facts).sign(key)
