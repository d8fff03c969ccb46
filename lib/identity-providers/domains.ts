/** E-mail domains of a workspace: said to be its own, proved by a DNS record, and led to a provider. */
import { randomBytes } from "node:crypto"
import { eq } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { emailDomains, identityProviders } from "#db/schema/identity-providers.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound, refuse, Refused } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"
import { lookUpTxt, type TxtLookup } from "./dns.ts"
import type { AddDomainInput, ChangeDomainInput, EditDomainInput } from "./input.ts"
import { requireSetupRight } from "./setup-right.ts"

export type DomainRow = typeof emailDomains.$inferSelect

/** Where the record may stand; the first is the one that Roster asks for. */
export const recordNames = (domain: string) => [`_roster.${domain}`, domain] as const

/**
 * Puts a domain on the list, not proved yet, and answers its id. Refuses `domain-there`, `provider-gone`, and what
 * requireSetupRight does. Needs `sso:manage`.
 */
export async function addDomain(actor: Actor, input: AddDomainInput): Promise<{ id: string }> {
  await requireSetupRight(actor, input.currentPassword)
  const id = uuidv7()
  await change(actor, "sso:manage", "email_domain.added", async (tx) => {
    await tx.insert(emailDomains).values({
      workspaceId: actor.workspace.id,
      id,
      domain: input.domain,
      proof: `roster-domain-verification=${randomBytes(20).toString("base64url")}`,
      providerId: await chosen(tx, input.providerId),
    })
  })
  return { id }
}

/**
 * Looks for the record and proves the domain. Refuses `domain-record-missing` with what was found instead, `domain-taken` if another
 * workspace was first, `domain-proved`, and what requireSetupRight does; NotFound. Needs `sso:manage`.
 */
export async function proveDomain(
  actor: Actor,
  input: ChangeDomainInput,
  lookUp: TxtLookup = lookUpTxt,
): Promise<void> {
  await requireSetupRight(actor, input.currentPassword)
  const { domain, proof, provedAt } = await read(actor, "sso:manage", (tx) => loadDomain(tx, input.domainId))
  refuse(provedAt, "domain-proved")
  await requireRecord(domain, proof, lookUp)
  await change(actor, "sso:manage", "email_domain.proved", async (tx) => {
    const present = await loadDomain(tx, input.domainId)
    refuse(present.provedAt, "domain-proved")
    await tx.update(emailDomains).set({ provedAt: new Date() }).where(eq(emailDomains.id, present.id))
  })
}

async function requireRecord(domain: string, proof: string, lookUp: TxtLookup): Promise<void> {
  const found: string[] = []
  for (const name of recordNames(domain)) {
    const records = await lookUp(name).catch(() => null)
    if (records?.some((record) => record.trim() === proof)) return
    found.push(`${name}: ${inWords(records)}`)
  }
  throw new Refused("domain-record-missing", undefined, {
    detail: `${found.join(". ")}. A new record can take some minutes, and up to an hour, to be seen everywhere.`,
  })
}

/** Of what anybody can put there, a few, short and in plain characters. */
function inWords(records: string[] | null): string {
  if (records === null) return "the DNS did not answer"
  if (records.length === 0) return "no TXT record"
  const shown = records.slice(0, 3).map((record) => `“${record.replace(/[^\x20-\x7e]/g, "?").slice(0, 80)}”`)
  return `${shown.join(", ")}${records.length > 3 ? ` and ${records.length - 3} more` : ""}`
}

/** Chooses the provider to which the domain's people go. Refuses `provider-gone` and what requireSetupRight does; NotFound. */
export async function editDomain(actor: Actor, input: EditDomainInput): Promise<void> {
  await requireSetupRight(actor, input.currentPassword)
  await change(actor, "sso:manage", "email_domain.edited", async (tx) => {
    const { id } = await loadDomain(tx, input.domainId)
    const providerId = await chosen(tx, input.providerId)
    await tx.update(emailDomains).set({ providerId }).where(eq(emailDomains.id, id))
  })
}

/** Takes the domain off the list. Refuses what requireSetupRight does; NotFound. Needs `sso:manage`. */
export async function removeDomain(actor: Actor, input: ChangeDomainInput): Promise<void> {
  await requireSetupRight(actor, input.currentPassword)
  await change(actor, "sso:manage", "email_domain.removed", async (tx) => {
    const { id } = await loadDomain(tx, input.domainId)
    await tx.delete(emailDomains).where(eq(emailDomains.id, id))
  })
}

/** The domain. Needs `sso:manage`; NotFound. */
export async function getDomain(actor: Actor, id: string): Promise<DomainRow> {
  if (!isUuid(id)) throw new NotFound()
  return read(actor, "sso:manage", (tx) => loadDomain(tx, id))
}

/** All domains, by name. Needs `sso:manage`. */
export const listDomains = (actor: Actor): Promise<DomainRow[]> =>
  read(actor, "sso:manage", (tx) => tx.select().from(emailDomains).orderBy(emailDomains.domain))

async function loadDomain(tx: Tx, id: string): Promise<DomainRow> {
  const [found] = await tx.select().from(emailDomains).where(eq(emailDomains.id, id))
  if (!found) throw new NotFound()
  return found
}

async function chosen(tx: Tx, providerId: string): Promise<string | null> {
  if (providerId === "") return null
  const [found] = await tx
    .select({ id: identityProviders.id })
    .from(identityProviders)
    .where(eq(identityProviders.id, providerId))
  refuse(!found, "provider-gone", "providerId")
  return providerId
}
