import { dayTime } from "#components/ui/format-time.ts"
import { warningOf } from "#lib/identity-providers/listing.ts"
import type { Certificate } from "#lib/saml/certificate.ts"

export type CertificateRow = {
  fingerprint: string
  subject: string
  validity: string
  state: "valid" | "ends-soon" | "ended"
}

/** A certificate in words. */
export function certificateRow(certificate: Certificate, zone: string): CertificateRow {
  const { fingerprint256, subject, notBefore, notAfter } = certificate
  const warning = warningOf([certificate])
  return {
    fingerprint: fingerprint256,
    subject,
    validity: `${dayTime(notBefore, zone).text} to ${dayTime(notAfter, zone).text}`,
    state: warning ? (warning.expired ? "ended" : "ends-soon") : "valid",
  }
}
