/** A SAML provider's metadata read again: what it would change, and taking it over. */
import { eq } from "drizzle-orm"
import { identityProviders } from "#db/schema/identity-providers.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { refuse } from "#lib/errors.ts"
import { certificateOf } from "#lib/saml/certificate.ts"
import { takeMetadata } from "./connection.ts"
import type { ReplaceMetadataInput } from "./input.ts"
import { loadProvider } from "./provider.ts"
import { providerOf } from "./setup.ts"
import { requireAdmin, requireSetupRight } from "./setup-right.ts"

export type CertificateFacts = {
  fingerprint: string
  subject: string
  until: string
  stays: "new" | "gone" | "same"
}

export type MetadataChanges = {
  digest: string
  entityId: { before: string; after: string }
  ssoUrl: { before: string; after: string }
  certificates: CertificateFacts[]
}

/** What would change if the metadata were taken over. Refuses what takeMetadata does, `needs-admin`; NotFound. Needs `sso:manage`. */
export async function readMetadataAgain(actor: Actor, input: ReplaceMetadataInput): Promise<MetadataChanges> {
  requireAdmin(actor)
  const before = await providerOf(actor, input.providerId, "saml")
  const found = await takeMetadata(input)
  const were = before.certificates.map(certificateOf)
  const had = new Set(were.map(({ fingerprint256 }) => fingerprint256))
  const has = new Set(found.certificates.map(({ fingerprint256 }) => fingerprint256))
  return {
    digest: found.digest,
    entityId: { before: before.issuer, after: found.entityId },
    ssoUrl: { before: before.ssoUrl ?? "", after: found.ssoUrl },
    certificates: [
      ...found.certificates.map((each) => factsOf(each, had.has(each.fingerprint256) ? "same" : "new")),
      ...were.filter((each) => !has.has(each.fingerprint256)).map((each) => factsOf(each, "gone")),
    ],
  }
}

const factsOf = (
  { fingerprint256, subject, notAfter }: ReturnType<typeof certificateOf>,
  stays: CertificateFacts["stays"],
) => ({ fingerprint: fingerprint256, subject, until: notAfter.toISOString(), stays })

/**
 * Takes over what the metadata says. Refuses `metadata-moved` if it is not what was shown, what takeMetadata and requireSetupRight
 * refuse; NotFound. Needs `sso:manage`.
 */
export async function replaceMetadata(actor: Actor, input: ReplaceMetadataInput): Promise<void> {
  await requireSetupRight(actor, input.currentPassword)
  const { id } = await providerOf(actor, input.providerId, "saml")
  const { entityId: issuer, ssoUrl, metadataUrl, certificates, digest } = await takeMetadata(input)
  refuse(input.digest !== "" && input.digest !== digest, "metadata-moved")
  await change(actor, "sso:manage", "identity_provider.edited", async (tx) => {
    await loadProvider(tx, id)
    await tx
      .update(identityProviders)
      .set({ issuer, ssoUrl, metadataUrl, certificates: certificates.map(({ pem }) => pem) })
      .where(eq(identityProviders.id, id))
  })
}
