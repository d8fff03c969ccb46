/** Identity providers as rows, the domains that a workspace proved, and what a provider would say of somebody. */
import { uuidv7 } from "uuidv7"
import { openChange } from "#db/seed/workspace.ts"
import { asSystem } from "#lib/access/as-system.ts"
import type { Identity } from "#lib/identity.ts"
import { loadProvider, type ProviderRow, sealedFor } from "#lib/identity-providers/provider.ts"
import { seal } from "#lib/sealing.ts"
import { exampleProvider } from "./filled-workspace.ts"
import { owner, type TestWorkspace } from "./fixtures.ts"

type Columns = Record<string, string | string[] | boolean | Date | null>

export const issuer = exampleProvider.issuer

/** Adds one, switched on unless told otherwise. */
export async function newProvider(workspace: TestWorkspace, columns: Columns = {}): Promise<ProviderRow> {
  const id = uuidv7()
  await arrange(workspace, async (tx) => {
    const row = { workspace_id: workspace.id, ...exampleProvider, id, enabled_at: new Date(), ...columns }
    await tx`insert into identity_providers ${tx(row)}`
    const sealed = seal("a secret", sealedFor(id))
    await tx`insert into identity_provider_secrets ${tx({ workspace_id: workspace.id, provider_id: id, sealed })}`
  })
  return asSystem("seed", workspace.id, (tx) => loadProvider(tx, id))
}

/** Says that the workspace has this domain: proved, and its people any provider's, unless told otherwise. */
export async function newDomain(workspace: TestWorkspace, domain: string, columns: Columns = {}) {
  await arrange(
    workspace,
    (tx) =>
      tx`insert into email_domains ${tx({ workspace_id: workspace.id, id: uuidv7(), domain, proof: "x", proved_at: new Date(), ...columns })}`,
  )
}

/** A rule of the provider's: what the value gives, or what everybody gets at the first sign-in. */
export async function newRule(
  workspace: TestWorkspace,
  { id }: ProviderRow,
  columns: { value?: string; role_id?: string; group_id?: string },
) {
  await arrange(
    workspace,
    (tx) =>
      tx`insert into identity_provider_rules ${tx({ workspace_id: workspace.id, id: uuidv7(), provider_id: id, ...columns })}`,
  )
}

export async function newLink(
  workspace: TestWorkspace,
  { id }: ProviderRow,
  userId: string,
  subject: string,
): Promise<string> {
  const link = uuidv7()
  await arrange(
    workspace,
    (tx) =>
      tx`insert into identity_links ${tx({ workspace_id: workspace.id, id: link, user_id: userId, provider_id: id, issuer, subject })}`,
  )
  return link
}

/** What the provider says of somebody. */
export const identity = (said: Partial<Identity> = {}): Identity => ({
  issuer,
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

type Transaction = Parameters<Parameters<typeof owner.begin>[1]>[0]

/** Writes as the owner, within a change. */
export async function arrange(workspace: TestWorkspace, work: (tx: Transaction) => Promise<unknown>) {
  await owner.begin(async (tx) => {
    await openChange(tx, workspace.id, "test.arranged")
    await work(tx)
  })
}
