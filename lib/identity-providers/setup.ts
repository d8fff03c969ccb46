/** Providers made and edited: how they are reached, who gets in at first, and what the directory owns. */
import { and, eq, ne, sql } from "drizzle-orm"
import { identityProviders } from "#db/schema/identity-providers.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound, refuse } from "#lib/errors.ts"
import { certificateOf } from "#lib/saml/certificate.ts"
import { usualClaims } from "./claim-names.ts"
import { pastedCertificate, requireIssuer, takeMetadata } from "./connection.ts"
import { drawnId } from "./draft.ts"
import type { CreateOidcInput, CreateSamlInput, EditOidcInput, EditSamlInput } from "./input.ts"
import { loadProvider, type ProviderRow } from "./provider.ts"
import { keepSecret } from "./secret.ts"
import { requireSetupRight } from "./setup-right.ts"
import { refuseIfMoved, versionOf } from "./version.ts"

/**
 * Makes an OpenID Connect provider, not enabled yet, and answers its id. Refuses `secret-missing`, `provider-unreached`,
 * `provider-name-taken`, `form-spent`, and what requireSetupRight does. Needs `sso:manage`.
 */
export async function createOidcProvider(actor: Actor, input: CreateOidcInput): Promise<{ id: string }> {
  await requireSetupRight(actor, input.currentPassword)
  refuse(input.clientSecret === "", "secret-missing", "clientSecret")
  const { name, issuer, clientId } = input
  const id = drawnId(actor, input.draft)
  await requireIssuer(issuer, input.unreached)
  await insert(actor, id, { kind: "oidc", name, issuer, clientId, ...usualClaims.oidc }, input.clientSecret)
  return { id }
}

/**
 * Makes a SAML provider of its metadata, not enabled yet, and answers its id. Refuses `metadata-missing`, `metadata-unusable`,
 * `provider-name-taken`, `form-spent`, and what requireSetupRight does. Needs `sso:manage`.
 */
export async function createSamlProvider(actor: Actor, input: CreateSamlInput): Promise<{ id: string }> {
  await requireSetupRight(actor, input.currentPassword)
  const { entityId: issuer, ssoUrl, certificates, metadataUrl } = await takeMetadata(input)
  const id = drawnId(actor, input.draft)
  await insert(actor, id, {
    kind: "saml",
    name: input.name,
    issuer,
    ssoUrl,
    metadataUrl,
    certificates: certificates.map(({ pem }) => pem),
    ...usualClaims.saml,
  })
  return { id }
}

type Made = Omit<typeof identityProviders.$inferInsert, "workspaceId" | "id">

const insert = (actor: Actor, id: string, provider: Made, secret?: string) =>
  change(actor, "sso:manage", "identity_provider.created", async (tx) => {
    await refuseTakenName(tx, provider.name, id)
    await tx.insert(identityProviders).values({ workspaceId: actor.workspace.id, id, ...provider })
    if (secret) await keepSecret(tx, actor.workspace.id, id, secret)
  })

/**
 * Saves an OpenID Connect provider; an empty `clientSecret` keeps the one that is there. Refuses `edited-meanwhile`, `secret-again` if
 * the issuer is another one, `provider-unreached`, `provider-name-taken`, and what requireSetupRight does; NotFound. Needs `sso:manage`.
 */
export async function editOidcProvider(actor: Actor, input: EditOidcInput): Promise<void> {
  await requireSetupRight(actor, input.currentPassword)
  const before = await providerOf(actor, input.providerId, "oidc")
  if (input.issuer !== before.issuer) {
    refuse(input.clientSecret === "", "secret-again", "clientSecret")
    await requireIssuer(input.issuer, before.enabledAt ? null : input.unreached)
  }
  await save(actor, before, input, async (tx) => {
    await tx
      .update(identityProviders)
      .set({ issuer: input.issuer, clientId: input.clientId })
      .where(eq(identityProviders.id, before.id))
    if (input.clientSecret !== "") await keepSecret(tx, actor.workspace.id, before.id, input.clientSecret)
  })
}

/**
 * Saves a SAML provider with those of its certificates that are to stay, and one more if it was pasted. Refuses `edited-meanwhile`,
 * `certificate-needed`, `certificate-unusable`, `provider-name-taken`, and what requireSetupRight does; NotFound. Needs `sso:manage`.
 */
export async function editSamlProvider(actor: Actor, input: EditSamlInput): Promise<void> {
  await requireSetupRight(actor, input.currentPassword)
  const before = await providerOf(actor, input.providerId, "saml")
  const staying = before.certificates.filter((pem) =>
    input.certificates.includes(certificateOf(pem).fingerprint256),
  )
  const added = input.newCertificate.trim() === "" ? [] : [pastedCertificate(input.newCertificate)]
  const certificates = [...new Set([...staying, ...added])]
  refuse(certificates.length === 0, "certificate-needed", "certificates")
  await save(actor, before, input, (tx) =>
    tx.update(identityProviders).set({ certificates }).where(eq(identityProviders.id, before.id)),
  )
}

async function save(
  actor: Actor,
  before: ProviderRow,
  input: EditOidcInput | EditSamlInput,
  more: (tx: Tx) => Promise<unknown>,
): Promise<void> {
  const { name, emailClaim, firstNameClaim, lastNameClaim, groupsClaim, trustEmail } = input
  const { firstSignIn, userType, owns, directoryManaged } = input
  await change(actor, "sso:manage", "identity_provider.edited", async (tx) => {
    const present = await loadProvider(tx, before.id)
    refuseIfMoved(input.seen, versionOf(present))
    // The issuer that was tried out, and the secret that goes with it, are those of what was read before.
    refuse(present.issuer !== before.issuer, "edited-meanwhile")
    await refuseTakenName(tx, name, before.id)
    await tx
      .update(identityProviders)
      .set({ name, emailClaim, firstNameClaim, lastNameClaim, groupsClaim, trustEmail })
      .where(eq(identityProviders.id, before.id))
    await tx
      .update(identityProviders)
      .set({ firstSignIn, userType, owns: [...new Set(owns)].sort(), directoryManaged })
      .where(eq(identityProviders.id, before.id))
    await more(tx)
  })
}

/** The row, outside of any change: the provider is asked before the workspace has to wait. Throws NotFound, also for another kind. */
export async function providerOf(actor: Actor, id: string, kind: "oidc" | "saml"): Promise<ProviderRow> {
  const found = await read(actor, "sso:manage", (tx) => loadProvider(tx, id))
  if (found.kind !== kind) throw new NotFound()
  return found
}

/** People choose by the name on the sign-in page. */
async function refuseTakenName(tx: Tx, name: string, id: string): Promise<void> {
  const [other] = await tx
    .select({ id: identityProviders.id })
    .from(identityProviders)
    .where(and(eq(sql`lower(${identityProviders.name})`, name.toLowerCase()), ne(identityProviders.id, id)))
  refuse(other, "provider-name-taken", "name")
}
