/** Identity providers, what they give, domains and who belongs where, written straight into the tables: for tests, which need no provider to answer. */
import type postgres from "postgres"
import { uuidv7 } from "uuidv7"
import { openChange } from "./workspace.ts"

/** What a row has beside what an insert fills in, by the names of the columns. */
export type Columns = Record<string, string | string[] | boolean | Date | null>

/** What a rule gives: a role by its name, or a group by its id. */
type Given = { role?: string | null; groupId?: string | null }

/** A provider that nobody runs, as a row, but for its id. */
export const exampleProvider = {
  kind: "oidc",
  name: "Example",
  issuer: "https://id.example",
  client_id: "roster",
  email_claim: "email",
  first_name_claim: "given_name",
  last_name_claim: "family_name",
  groups_claim: "groups",
}

/** Writes as the owner, within a change. */
export async function inChange(
  owner: postgres.Sql,
  workspaceId: string,
  work: (tx: postgres.TransactionSql) => Promise<unknown>,
): Promise<void> {
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "test.arranged")
    await work(tx)
  })
}

async function insertRow(owner: postgres.Sql, workspaceId: string, table: string, columns: Columns) {
  const id = uuidv7()
  const row = { workspace_id: workspaceId, id, ...columns }
  await inChange(owner, workspaceId, (tx) => tx`insert into ${tx(table)} ${tx(row)}`)
  return id
}

/** Inserts the example, enabled, unless the columns say otherwise; answers its id. */
export const insertProvider = (
  owner: postgres.Sql,
  workspaceId: string,
  columns: Columns = {},
): Promise<string> =>
  insertRow(owner, workspaceId, "identity_providers", {
    ...exampleProvider,
    enabled_at: new Date(),
    ...columns,
  })

/** Gives the provider a client secret, which can be opened only if it was sealed for it. */
export const insertSecret = (
  owner: postgres.Sql,
  workspaceId: string,
  providerId: string,
  sealed: Buffer,
): Promise<void> =>
  inChange(
    owner,
    workspaceId,
    (tx) =>
      tx`insert into identity_provider_secrets ${tx({ workspace_id: workspaceId, provider_id: providerId, sealed })}`,
  )

/** Links the person to an identity at the provider; answers the link's id. */
export const insertLink = (
  owner: postgres.Sql,
  workspaceId: string,
  userId: string,
  providerId: string,
  columns: { issuer?: string; subject?: string; groups?: string[] } = {},
): Promise<string> =>
  insertRow(owner, workspaceId, "identity_links", {
    user_id: userId,
    provider_id: providerId,
    issuer: exampleProvider.issuer,
    subject: userId,
    ...columns,
  })

/** Inserts a domain, proved, its people any provider's, unless the columns say otherwise; answers its id. */
export const insertDomain = (
  owner: postgres.Sql,
  workspaceId: string,
  domain: string,
  columns: Columns = {},
): Promise<string> =>
  insertRow(owner, workspaceId, "email_domains", { domain, proof: "x", proved_at: new Date(), ...columns })

/** Inserts a rule: what the provider gives to whoever has the value, or without one to everybody at the first sign-in. */
export const insertRule = (
  owner: postgres.Sql,
  workspaceId: string,
  providerId: string,
  { value = null, role = null, groupId = null }: Given & { value?: string | null },
): Promise<void> =>
  inChange(
    owner,
    workspaceId,
    (tx) => tx`
      insert into identity_provider_rules (workspace_id, id, provider_id, value, role_id, group_id)
      values (${workspaceId}, ${uuidv7()}, ${providerId}, ${value}, ${roleCalled(tx, workspaceId, role)}, ${groupId})`,
  )

/** The person has the role, or is in the group, by a rule of the provider's. */
export const giveByRule = (
  owner: postgres.Sql,
  workspaceId: string,
  userId: string,
  providerId: string,
  { role = null, groupId = null }: Given,
): Promise<void> =>
  inChange(owner, workspaceId, (tx) =>
    groupId === null
      ? tx`
          insert into user_roles (workspace_id, user_id, identity_provider_id, role_id)
          values (${workspaceId}, ${userId}, ${providerId}, ${roleCalled(tx, workspaceId, role)})`
      : tx`
          insert into group_members (workspace_id, user_id, identity_provider_id, group_id)
          values (${workspaceId}, ${userId}, ${providerId}, ${groupId})`,
  )

const roleCalled = (tx: postgres.TransactionSql, workspaceId: string, name: string | null) =>
  tx`(select id from roles where workspace_id = ${workspaceId} and name = ${name})`

/** The person belongs to the provider from now on. */
export const belongTo = (
  owner: postgres.Sql,
  workspaceId: string,
  userId: string,
  providerId: string,
): Promise<void> =>
  inChange(
    owner,
    workspaceId,
    (tx) => tx`update users set identity_provider_id = ${providerId} where id = ${userId}`,
  )

/** Single sign-on is enforced from now on, whoever that shuts out. */
export const enforceAnyhow = (owner: postgres.Sql, workspaceId: string): Promise<void> =>
  inChange(
    owner,
    workspaceId,
    (tx) => tx`update workspaces set sso_enforced_at = now() where id = ${workspaceId}`,
  )
