/** Identity providers, proved domains and who belongs to them, written straight into the tables: for tests, which need no provider to answer. */
import type postgres from "postgres"
import { uuidv7 } from "uuidv7"
import { openChange } from "./workspace.ts"

type Provider = { name?: string; enabled?: boolean; firstSignIn?: "nobody" | "invited" | "domain" }

/** Inserts an OIDC provider that nobody runs, enabled unless told otherwise; answers its id. */
export async function insertProvider(
  owner: postgres.Sql,
  workspaceId: string,
  { name = "Acme ID", enabled = true, firstSignIn = "invited" }: Provider = {},
): Promise<string> {
  const id = uuidv7()
  const provider = {
    workspace_id: workspaceId,
    id,
    kind: "oidc",
    name,
    issuer: "https://id.invalid",
    client_id: "roster",
    email_claim: "email",
    first_name_claim: "given_name",
    last_name_claim: "family_name",
    groups_claim: "groups",
    first_sign_in: firstSignIn,
    enabled_at: enabled ? new Date() : null,
  }
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "test.provider_added")
    await tx`insert into identity_providers ${tx(provider)}`
  })
  return id
}

/** Inserts a domain, proved unless told otherwise, of this provider's people, or of nobody's yet. */
export async function insertDomain(
  owner: postgres.Sql,
  workspaceId: string,
  domain: string,
  { providerId = null, proved = true }: { providerId?: string | null; proved?: boolean } = {},
): Promise<void> {
  const row = {
    workspace_id: workspaceId,
    id: uuidv7(),
    domain,
    proof: "x",
    identity_provider_id: providerId,
    proved_at: proved ? new Date() : null,
  }
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "test.domain_added")
    await tx`insert into email_domains ${tx(row)}`
  })
}

/** The people belong to the provider from now on; with `linked` they have signed in there. */
export async function placeAt(
  owner: postgres.Sql,
  workspaceId: string,
  providerId: string,
  userIds: string[],
  { linked = false } = {},
): Promise<void> {
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "test.placed")
    if (!linked) {
      await tx`update users set identity_provider_id = ${providerId} where id in ${tx(userIds)}`
      return
    }
    for (const userId of userIds) {
      const link = { workspace_id: workspaceId, id: uuidv7(), user_id: userId, provider_id: providerId }
      await tx`insert into identity_links ${tx({ ...link, issuer: "https://id.invalid", subject: userId })}`
    }
  })
}

/** Single sign-on is enforced from now on, whoever that shuts out. */
export async function enforceAnyhow(owner: postgres.Sql, workspaceId: string): Promise<void> {
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "test.enforced")
    await tx`update workspaces set sso_enforced_at = now() where id = ${workspaceId}`
  })
}
