/** Identity providers as rows, the domains that a workspace proved, and what a provider would say of somebody. */
import {
  type Columns,
  exampleProvider,
  insertDomain,
  insertLink,
  insertProvider,
  insertRule,
  insertSecret,
} from "#db/seed/identity-providers.ts"
import { asSystem } from "#lib/access/as-system.ts"
import type { Identity } from "#lib/identity.ts"
import { loadProvider, type ProviderRow, sealedFor } from "#lib/identity-providers/provider.ts"
import { seal } from "#lib/sealing.ts"
import { newWorkspace, owner, type TestWorkspace } from "./fixtures.ts"

/** Where the people of these tests come from. */
export const origin = { ip: "192.0.2.7", userAgent: "test" }

/** Adds one with a secret, switched on unless told otherwise. */
export async function newProvider(workspace: TestWorkspace, columns: Columns = {}): Promise<ProviderRow> {
  const id = await insertProvider(owner, workspace.id, columns)
  await insertSecret(owner, workspace.id, id, seal("a secret", sealedFor(id)))
  return asSystem("seed", workspace.id, (tx) => loadProvider(tx, id))
}

/** A workspace that proved to have a domain (each is one workspace's), and what a provider says of Maya there. */
export async function arrangeDomain() {
  const workspace = await newWorkspace()
  const domain = `${workspace.slug}.example`
  await insertDomain(owner, workspace.id, domain)
  return {
    workspace,
    domain,
    said: (other: Partial<Identity> = {}) => identity({ email: `maya@${domain}`, ...other }),
  }
}

/** A rule of the provider's: what the value gives, or what everybody gets at the first sign-in. */
export const newRule = (
  { id }: TestWorkspace,
  provider: ProviderRow,
  rule: Parameters<typeof insertRule>[3],
) => insertRule(owner, id, provider.id, rule)

export const newLink = ({ id }: TestWorkspace, provider: ProviderRow, userId: string, subject: string) =>
  insertLink(owner, id, userId, provider.id, { subject })

/** What the provider says of somebody. */
export const identity = (said: Partial<Identity> = {}): Identity => ({
  issuer: exampleProvider.issuer,
  subject: "maya-7",
  email: "maya@acme.example",
  emailVerified: true,
  firstName: "Maya",
  lastName: "Okafor",
  groups: [],
  claims: {},
  checks: [],
  authenticatedAt: null,
  sessionUntil: null,
  once: null,
  ...said,
})

/** How sign-ins by the workspace's providers ended, oldest first. */
export const eventsOf = (workspace: TestWorkspace) =>
  owner<{ outcome: string; reason: string | null; detail: string | null; user_id: string | null }[]>`
    select outcome, reason, detail, user_id, subject, email, ip from sso_sign_ins where workspace_id = ${workspace.id} order by at, id`

/** The person's row. */
export async function personWith(id: string) {
  const [person] = await owner`select * from users where id = ${id}`
  return person!
}

/** The names of the person's own roles, each with the provider by whose rule it is there. */
export async function rolesOf(id: string) {
  const held = await owner<{ name: string; by: string | null }[]>`
    select r.name, ur.identity_provider_id as by from user_roles ur join roles r on r.workspace_id = ur.workspace_id and r.id = ur.role_id
     where ur.user_id = ${id} order by r.name`
  return held.map(({ name, by }) => [name, by])
}

export const linksOf = (userId: string) =>
  owner<{ id: string }[]>`select id from identity_links where user_id = ${userId}`
