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
