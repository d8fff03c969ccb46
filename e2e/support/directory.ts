/** An identity provider that owns what it owns of its people, arranged straight in the tables. */
import { randomUUID } from "node:crypto"
import { openChange } from "../../db/seed/workspace.ts"
import type { Workspace } from "./fixtures.ts"

type Provider = { name?: string; owns?: string[]; managed?: boolean }

/** Adds an enabled provider and answers its id. */
export async function addProvider(
  { owner, id: workspace_id }: Workspace,
  { name = "Microsoft Entra", owns = [], managed = false }: Provider = {},
): Promise<string> {
  const id = randomUUID()
  const claims = {
    email_claim: "email",
    first_name_claim: "given_name",
    last_name_claim: "family_name",
    groups_claim: "groups",
  }
  await owner.begin(async (tx) => {
    await openChange(tx, workspace_id, "test.arranged")
    await tx`insert into identity_providers ${tx({ workspace_id, id, name, owns, ...claims, kind: "oidc", issuer: "https://id.example", client_id: "roster", directory_managed: managed, enabled_at: new Date() })}`
  })
  return id
}

/** The person belongs to the provider, and is linked to an identity there; answers the link's id. */
export async function belongTo(
  { owner, id: workspace_id }: Workspace,
  userId: string,
  providerId: string,
): Promise<string> {
  const id = randomUUID()
  const subject = `8c1f-${id.slice(0, 8)}`
  await owner.begin(async (tx) => {
    await openChange(tx, workspace_id, "test.arranged")
    await tx`insert into identity_links ${tx({ workspace_id, id, user_id: userId, provider_id: providerId, issuer: "https://id.example", subject })}`
    await tx`update users set identity_provider_id = ${providerId} where id = ${userId}`
  })
  return id
}

/** A group that a rule of the provider gives, with this person in it by the rule; answers its id. */
export async function addRuledGroup(
  { owner, id: workspace_id }: Workspace,
  userId: string,
  providerId: string,
): Promise<string> {
  const group = randomUUID()
  const of = { workspace_id, group_id: group }
  await owner.begin(async (tx) => {
    await openChange(tx, workspace_id, "test.arranged")
    await tx`insert into groups ${tx({ workspace_id, id: group, name: "Support", name_norm: "support" })}`
    await tx`
      insert into group_roles (workspace_id, group_id, role_id)
      select workspace_id, ${group}, id from roles where workspace_id = ${workspace_id} and built_in = 'agent'`
    await tx`insert into identity_provider_rules ${tx({ ...of, id: randomUUID(), provider_id: providerId, value: "support-berlin" })}`
    await tx`insert into group_members ${tx({ ...of, user_id: userId, identity_provider_id: providerId })}`
    await tx`update identity_links set groups = ${["support-berlin"]} where user_id = ${userId}`
  })
  return group
}
