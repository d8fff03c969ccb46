/** An identity provider, and whom it owns, written straight into the tables. */
import { uuidv7 } from "uuidv7"
import { openChange } from "#db/seed/workspace.ts"
import type { Owned } from "#lib/identity-providers/ownership.ts"
import { exampleProvider } from "./filled-workspace.ts"
import { owner, type TestWorkspace } from "./fixtures.ts"
import { roleId } from "./roles.ts"

type Provider = { name?: string; owns?: Owned[]; managed?: boolean; enabled?: boolean }

/** Adds a provider, enabled unless told otherwise, and answers its id. */
export async function newProvider(
  { id: workspace_id }: TestWorkspace,
  { name = "Microsoft Entra", owns = [], managed = false, enabled = true }: Provider = {},
): Promise<string> {
  const id = uuidv7()
  await owner.begin(async (tx) => {
    await openChange(tx, workspace_id, "test.arranged")
    await tx`insert into identity_providers ${tx({ ...exampleProvider, workspace_id, id, name, owns, directory_managed: managed, enabled_at: enabled ? new Date() : null })}`
  })
  return id
}

/** The person belongs to the provider from now on. */
export async function belongTo({ id: workspaceId }: TestWorkspace, userId: string, providerId: string) {
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "test.arranged")
    await tx`update users set identity_provider_id = ${providerId} where id = ${userId}`
  })
}

/** Links the person to an identity there, with the groups that it named last, and answers the link's id. */
export async function linkTo(
  { id: workspace_id }: TestWorkspace,
  userId: string,
  providerId: string,
  { subject = `subject of ${userId}`, groups = [] as string[] } = {},
): Promise<string> {
  const id = uuidv7()
  await owner.begin(async (tx) => {
    await openChange(tx, workspace_id, "test.arranged")
    await tx`insert into identity_links ${tx({ workspace_id, id, user_id: userId, provider_id: providerId, issuer: exampleProvider.issuer, subject, groups })}`
  })
  return id
}

/** A rule that gives a role (by name) or a group (by id) to whoever has the value. */
export async function insertRule(
  { id: workspace_id }: TestWorkspace,
  providerId: string,
  { value, role, groupId }: { value: string; role?: string; groupId?: string },
): Promise<void> {
  const role_id = role === undefined ? null : await roleId(workspace_id, role)
  await owner.begin(async (tx) => {
    await openChange(tx, workspace_id, "test.arranged")
    await tx`insert into identity_provider_rules ${tx({ workspace_id, id: uuidv7(), provider_id: providerId, value, role_id, group_id: groupId ?? null })}`
  })
}

/** A role (by name) or a membership (by group) as a rule of the provider gives it. */
export async function giveByRule(
  { id: workspace_id }: TestWorkspace,
  userId: string,
  providerId: string,
  { role, groupId }: { role?: string; groupId?: string },
): Promise<void> {
  const of = { workspace_id, user_id: userId, identity_provider_id: providerId }
  await owner.begin(async (tx) => {
    await openChange(tx, workspace_id, "test.arranged")
    if (role !== undefined)
      await tx`insert into user_roles ${tx({ ...of, role_id: await roleId(workspace_id, role) })}`
    if (groupId !== undefined) await tx`insert into group_members ${tx({ ...of, group_id: groupId })}`
  })
}
