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

/** What signing in by a provider leaves of the person everywhere: a link, an attempt, and sign-ins that were known as theirs or not. */
export async function leaveSignIns(workspace: TestWorkspace, userId: string, email: string): Promise<void> {
  const provider = await newProvider(workspace)
  await linkTo(workspace, userId, provider, { subject: "subject-zq-88", groups: ["group-zq-77"] })
  const at = () => ({ workspace_id: workspace.id, id: uuidv7(), provider_id: provider })
  const secret = { state_hash: Buffer.from("x"), browser_hash: Buffer.from("x"), sealed: Buffer.from("x") }
  const later = new Date(Date.now() + 600_000)
  await owner`insert into sso_attempts ${owner({ ...at(), ...secret, purpose: "link", user_id: userId, return_to: "/after-zq-66", expires_at: later })}`
  for (const whose of [
    { user_id: userId, subject: null, email: null, detail: "detail-zq-55" },
    { user_id: null, subject: "subject-zq-88", email: null, detail: "detail-zq-44" },
    { user_id: null, subject: null, email, detail: "detail-zq-33" },
  ])
    await owner`insert into sso_sign_ins ${owner({ ...at(), ...whose, outcome: "refused" })}`
}
