/** Trying out what an admin typed before it is kept: is the issuer there, can the metadata be used? */
import { createHash } from "node:crypto"
import { Refused } from "#lib/errors.ts"
import { identityRefusals, IdentityRefused } from "#lib/identity.ts"
import { checkIssuer, type CheckedIssuer } from "#lib/oidc/discovery.ts"
import { readFromProvider } from "#lib/provider-fetch.ts"
import { certificateOf } from "#lib/saml/certificate.ts"
import { readMetadata, type SamlMetadata } from "#lib/saml/metadata.ts"

/** Whether the provider with this issuer answers, and what with; or why not. */
export async function tryIssuer(issuer: string): Promise<{ reached: CheckedIssuer } | { why: string }> {
  try {
    return { reached: await checkIssuer(issuer) }
  } catch (error) {
    return { why: inWords(error) }
  }
}

/**
 * Refuses `provider-unreached` beside `issuer`, with why and what to do. One that can't be reached, and no worse, may be kept all the
 * same by who has been told: the form then carries the issuer as `unreached`.
 */
export async function requireIssuer(issuer: string, unreached: string | null): Promise<void> {
  try {
    await checkIssuer(issuer)
  } catch (error) {
    if (!(error instanceof IdentityRefused)) throw error
    const mayStay = unreached !== null && error.reason === "unreachable"
    if (mayStay && unreached === issuer) return
    const again = mayStay
      ? " Correct it, or save again to keep it all the same: it can't be enabled until it answers."
      : ""
    throw new Refused("provider-unreached", "issuer", {
      detail: `${inWords(error)}${adviceOf(error)}${again}`,
      ...(mayStay && { values: { unreached: issuer } }),
    })
  }
}

export type GivenMetadata = { metadataUrl: string; metadataFile: string; metadataXml: string }
export type ReadMetadata = SamlMetadata & { metadataUrl: string | null; digest: string }

/**
 * The metadata: pasted, of a file, or else from its address, whichever is given first in this order. Refuses `metadata-missing`,
 * `metadata-unusable` beside where it came from, with what to do.
 */
export async function takeMetadata({
  metadataUrl,
  metadataFile,
  metadataXml,
}: GivenMetadata): Promise<ReadMetadata> {
  const given = metadataXml.trim() ? metadataXml : metadataFile
  const field = metadataXml.trim() ? "metadataXml" : given.trim() ? "metadataFile" : "metadataUrl"
  if (field === "metadataUrl" && metadataUrl === "") throw new Refused("metadata-missing", "metadataUrl")
  try {
    const xml = field === "metadataUrl" ? await readFromProvider(metadataUrl) : given
    const found = readMetadata(xml)
    return { ...found, metadataUrl: metadataUrl || null, digest: digestOf(found) }
  } catch (error) {
    if (!(error instanceof IdentityRefused)) throw error
    throw new Refused("metadata-unusable", field, { detail: inWords(error) })
  }
}

/** The PEM of a certificate that somebody pasted. Refuses `certificate-unusable` beside `newCertificate`. */
export function pastedCertificate(pem: string): string {
  try {
    return certificateOf(pem).pem
  } catch (error) {
    if (!(error instanceof IdentityRefused)) throw error
    throw new Refused("certificate-unusable", "newCertificate", { detail: error.detail ?? "" })
  }
}

const digestOf = ({ entityId, ssoUrl, certificates }: SamlMetadata) =>
  createHash("sha256")
    .update(JSON.stringify([entityId, ssoUrl, certificates.map(({ pem }) => pem).sort()]))
    .digest("hex")

function inWords(error: unknown): string {
  if (!(error instanceof IdentityRefused)) throw error
  const { reason, detail } = error
  if (reason === "metadata-invalid") return detail ?? identityRefusals[reason]
  const words: string = identityRefusals[reason]
  return detail ? `${words.replace(/\.$/, "")} (${detail.replace(/\.$/, "")}).` : words
}

function adviceOf({ reason, detail }: IdentityRefused): string {
  if (reason === "issuer-mismatch" && detail) return ` Enter ${detail} if that is the provider you mean.`
  if (reason === "metadata-invalid")
    return " Enter the issuer just as the provider's own pages name it, without /.well-known at its end."
  return ""
}
