/** A workspace's identity providers as its admins see them. */
import { isNotNull, sql } from "drizzle-orm"
import { emailDomains, identityProviders } from "#db/schema/identity-providers.ts"
import { workspaces } from "#db/schema/workspaces.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"
import { type Certificate, certificateOf } from "#lib/saml/certificate.ts"
import { loadProvider, type ProviderRow } from "./provider.ts"
import { secretSetAt } from "./secret.ts"
import { versionOf } from "./version.ts"

export type ProviderState = "not-enabled" | "enabled" | "enforced"

/** Days before its end from which on a certificate is warned of. */
const warnedBefore = 30

export type CertificateWarning = { expired: boolean; at: Date }

/** `people` signed in with it in the last 30 days. */
type Figures = { linked: number; people: number }

export type ListedProvider = Pick<ProviderRow, "id" | "kind" | "name" | "issuer"> &
  Figures & { state: ProviderState; warning: CertificateWarning | null }

/** All providers, by name. Needs `sso:manage`. */
export async function listProviders(actor: Actor): Promise<ListedProvider[]> {
  return read(actor, "sso:manage", async (tx) => {
    const found = await tx
      .select()
      .from(identityProviders)
      .orderBy(sql`lower(${identityProviders.name})`)
    const [enforced, figures] = [await isEnforced(tx), await figuresOf(tx)]
    return found.map((provider) => ({
      id: provider.id,
      kind: provider.kind,
      name: provider.name,
      issuer: provider.issuer,
      ...(figures.get(provider.id) ?? { linked: 0, people: 0 }),
      state: stateOf(provider, enforced),
      warning: warningOf(provider.certificates.map(certificateOf)),
    }))
  })
}

/** One provider with everything but its secret. Needs `sso:manage`; NotFound. */
export async function getProvider(actor: Actor, id: string) {
  if (!isUuid(id)) throw new NotFound()
  return read(actor, "sso:manage", async (tx) => {
    const provider = await loadProvider(tx, id)
    const certificates = provider.certificates.map(certificateOf)
    const domains = await tx
      .select({ domain: emailDomains.domain, providerId: emailDomains.providerId })
      .from(emailDomains)
      .where(isNotNull(emailDomains.provedAt))
      .orderBy(emailDomains.domain)
    const state = stateOf(provider, await isEnforced(tx))
    const enabled = await tx.$count(identityProviders, isNotNull(identityProviders.enabledAt))
    return {
      ...provider,
      version: versionOf(provider),
      certificates,
      state,
      // The only way in while single sign-on is enforced.
      isLast: state === "enforced" && enabled === 1,
      warning: warningOf(certificates),
      secretSetAt: await secretSetAt(tx, id),
      ...((await figuresOf(tx, id)).get(id) ?? { linked: 0, people: 0 }),
      // Whose addresses count at this provider: those of a domain that leads to it, or to none yet.
      domains: domains.filter(({ providerId }) => (providerId ?? id) === id).map(({ domain }) => domain),
    }
  })
}

export type ProviderDetail = Awaited<ReturnType<typeof getProvider>>

/** Names and ids, to choose from. Needs `sso:manage`. */
export const providerNames = (actor: Actor) =>
  read(actor, "sso:manage", (tx) =>
    tx
      .select({ id: identityProviders.id, name: identityProviders.name })
      .from(identityProviders)
      .orderBy(sql`lower(${identityProviders.name})`),
  )

/** What a certificate's end means for a provider: only its last one counts, because a signature by any of them does. */
export function warningOf(certificates: Certificate[], now = new Date()): CertificateWarning | null {
  const last = certificates
    .map(({ notAfter }) => notAfter)
    .sort((one, other) => other.getTime() - one.getTime())[0]
  const limit = new Date(now.getTime() + warnedBefore * 24 * 60 * 60 * 1000)
  return last && last < limit ? { expired: last < now, at: last } : null
}

const stateOf = ({ enabledAt }: ProviderRow, enforced: boolean): ProviderState =>
  enabledAt ? (enforced ? "enforced" : "enabled") : "not-enabled"

async function isEnforced(tx: Tx): Promise<boolean> {
  const [found] = await tx
    .select({ at: workspaces.ssoEnforcedAt })
    .from(workspaces)
    .where(isNotNull(workspaces.ssoEnforcedAt))
  return found !== undefined
}

async function figuresOf(tx: Tx, id: string | null = null): Promise<Map<string, Figures>> {
  const found = await rows<Figures & { id: string }>(
    tx,
    sql`
      select p.id,
             (select count(*)::int from identity_links l where l.provider_id = p.id) as linked,
             (select count(distinct s.user_id)::int from sso_sign_ins s
               where s.provider_id = p.id and s.at > now() - interval '30 days' and s.outcome <> 'refused') as people
        from identity_providers p where ${id === null ? sql`true` : sql`p.id = ${id}`}`,
  )
  return new Map(found.map(({ id: of, ...figures }) => [of, figures]))
}
