/** The certificates that a provider signs with: what an admin is told of one, and which are strong enough. */
import { X509Certificate } from "node:crypto"
import { IdentityRefused } from "#lib/identity.ts"

export type Certificate = {
  pem: string
  notBefore: Date
  notAfter: Date
  /** SHA-256, hexadecimal with colons, as providers show it. */
  fingerprint256: string
  subject: string
}

/** NIST SP 800-131A: shorter RSA keys no longer count. */
const minRsaBits = 2048

/**
 * The facts of a PEM certificate; its `notAfter` is for a warning, because a provider's key is trusted by being named, not by
 * its certificate's dates (SAML V2.0 Metadata Interoperability Profile 2.6.1). Refuses as metadata-invalid what is not a
 * certificate of an RSA key of 2048 bits or more.
 */
export function certificateOf(pem: string): Certificate {
  const certificate = read(pem)
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey
  const subject = certificate.subject.split("\n").join(", ")
  if (asymmetricKeyType !== "rsa")
    throw new IdentityRefused(
      "metadata-invalid",
      `The key of the certificate "${subject}" is not RSA. Have the provider sign with an RSA key.`,
    )
  const bits = asymmetricKeyDetails?.modulusLength ?? 0
  if (bits < minRsaBits)
    throw new IdentityRefused(
      "metadata-invalid",
      `The key of the certificate "${subject}" has ${bits} bits. Have the provider sign with one of at least ${minRsaBits}.`,
    )
  return {
    pem: certificate.toString(),
    notBefore: certificate.validFromDate,
    notAfter: certificate.validToDate,
    fingerprint256: certificate.fingerprint256,
    subject,
  }
}

function read(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch {
    throw new IdentityRefused(
      "metadata-invalid",
      "A certificate can't be read. Fetch the metadata from the provider again.",
    )
  }
}

/** The PEM of a certificate as XML holds it: base64 with any white space. */
export const pemOf = (base64: string) =>
  `-----BEGIN CERTIFICATE-----\n${(base64.replace(/\s/g, "").match(/.{1,64}/g) ?? []).join("\n")}\n-----END CERTIFICATE-----\n`
