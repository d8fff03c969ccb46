/** A workspace with at least one row in every table, for tests that walk them all. */
import { uuidv7 } from "uuidv7"
import { insertBot } from "#db/seed/bots.ts"
import { insertConversation } from "#db/seed/conversations.ts"
import {
  insertDomain,
  insertLink,
  insertProvider,
  insertRule,
  insertSecret,
} from "#db/seed/identity-providers.ts"
import { openChange } from "#db/seed/workspace.ts"
import { newPerson, owner, signedIn, type TestWorkspace } from "./fixtures.ts"
import { roleId } from "./roles.ts"

/** Fills the workspace and answers the person whom everything is about. */
export async function fillWorkspace({ id: workspaceId, ...workspace }: TestWorkspace): Promise<string> {
  const userId = await newPerson(
    { id: workspaceId, ...workspace },
    { roles: ["User"], passwordHash: "x", lastSignInAt: new Date() },
  )
  await signedIn({ id: workspaceId, ...workspace }, userId)
  const role = await roleId(workspaceId, "Agent")
  const group = uuidv7()
  const of = { workspace_id: workspaceId }
  const later = new Date(Date.now() + 600_000)
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "test.filled")
    await tx`insert into groups ${tx({ ...of, id: group, name: "Support", name_norm: "support" })}`
    await tx`insert into group_members ${tx({ ...of, user_id: userId, group_id: group })}`
    await tx`insert into group_roles ${tx({ ...of, group_id: group, role_id: role })}`
    await tx`insert into invitations ${tx({ ...of, id: uuidv7(), user_id: userId, token_hash: Buffer.from("x"), expires_at: later })}`
    await tx`insert into password_resets ${tx({ ...of, id: uuidv7(), user_id: userId, token_hash: Buffer.from("x"), expires_at: later })}`
    await tx`insert into codes ${tx({ ...of, id: uuidv7(), user_id: userId, purpose: "verify-email", email_norm: "x", code_hash: Buffer.from("x"), expires_at: later, tries_left: 1 })}`
    await tx`insert into mails ${tx({ ...of, id: uuidv7(), user_id: userId, to_address: "x@acme.example", template: "invitation", subject: "x" })}`
    await tx`insert into email_changes ${tx({ ...of, id: uuidv7(), user_id: userId, old_email: "a@x.example", new_email: "b@x.example", confirm_hash: Buffer.from("x"), stop_hash: Buffer.from("y"), expires_at: later, stoppable_until: later })}`
    await tx`insert into audiences ${tx({ ...of, id: uuidv7(), name: "Bots", audience: "https://bots.example" })}`
    const run = uuidv7()
    await tx`insert into bulk_runs ${tx({ ...of, id: run, created_by: userId, action: "suspend", selected: 1 })}`
    await tx`insert into bulk_items ${tx({ ...of, run_id: run, n: 1, user_id: userId })}`
  })
  await fillProfile(workspaceId, userId)
  await fillSingleSignOn(workspaceId, userId)
  await fillBots({ id: workspaceId, ...workspace }, userId)
  return userId
}

/** A profile, a picture, a logo, a service account and a token of it. */
async function fillProfile(workspaceId: string, userId: string): Promise<void> {
  const of = { workspace_id: workspaceId }
  const [service, token] = [uuidv7(), uuidv7()]
  const later = new Date(Date.now() + 600_000)
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "test.filled")
    await tx`insert into user_profiles ${tx({ ...of, user_id: userId, city: "x" })}`
    await tx`insert into user_pictures ${tx({ ...of, user_id: userId, id: uuidv7(), webp: Buffer.from("x") })}`
    await tx`insert into workspace_logos ${tx({ ...of, id: uuidv7(), webp: Buffer.from("x") })}`
    await tx`insert into users ${tx({ ...of, id: service, type: "service", first_name: "CI", last_name: "", email: "", sort_name: "ci", search: " ci", joined_at: new Date() })}`
    await tx`insert into service_accounts ${tx({ ...of, user_id: service, owner_id: userId })}`
    await tx`insert into access_tokens ${tx({ ...of, id: token, user_id: service, name: "x", start: "x", token_hash: Buffer.from("x"), scopes: ["users:read"], created_by: userId, expires_at: later })}`
    await tx`insert into access_token_uses ${tx({ ...of, token_id: token, used_at: new Date() })}`
  })
}

async function fillBots(workspace: TestWorkspace, userId: string): Promise<void> {
  const member = await newPerson(workspace)
  const bot = await insertBot(owner, workspace.id, {
    ownerId: userId,
    entries: [{ title: "Opening hours", phrases: ["When are you open?"], answer: "At nine." }],
    members: [{ userId: member, role: "tester" }],
    published: true,
  })
  await owner.begin(async (tx) => {
    await openChange(tx, workspace.id, "test.filled")
    await tx`insert into bot_secrets ${tx({ workspace_id: workspace.id, bot_id: bot, sealed: Buffer.from("x") })}`
  })
  await insertConversation(owner, workspace.id, {
    userId,
    botId: bot,
    messages: [{ author: "person", text: "Hello" }],
    waitingSince: new Date(),
  })
}

async function fillSingleSignOn(workspaceId: string, userId: string): Promise<void> {
  const provider = await insertProvider(owner, workspaceId, { enabled_at: null })
  await insertSecret(owner, workspaceId, provider, Buffer.from("x"))
  await insertRule(owner, workspaceId, provider, { value: "x", role: "Agent" })
  await insertLink(owner, workspaceId, userId, provider)
  await insertDomain(owner, workspaceId, "x.example", { proved_at: null })
  const at = { workspace_id: workspaceId, provider_id: provider }
  const later = new Date(Date.now() + 600_000)
  await owner`insert into sso_attempts ${owner({ ...at, id: uuidv7(), purpose: "sign-in", state_hash: Buffer.from("x"), browser_hash: Buffer.from("x"), sealed: Buffer.from("x"), expires_at: later })}`
  await owner`insert into sso_assertions ${owner({ ...at, assertion_id: "x", until: later })}`
  await owner`insert into sso_sign_ins ${owner({ ...at, id: uuidv7(), outcome: "refused" })}`
}
