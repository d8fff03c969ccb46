/** Every page, and who may open it. */
import { randomUUID } from "node:crypto"
import { insertConversation } from "../../db/seed/conversations.ts"
import { addHandedOver } from "./action-rows-desk.ts"
import { insertGroup, insertRole } from "../../db/seed/groups.ts"
import { addBot, entryOf } from "./action-rows-bots.ts"
import type { Workspace } from "./fixtures.ts"
import { addServiceAccount } from "./service-accounts.ts"
import { addDomain, addProvider } from "./provider-things.ts"

/** What the pages of one thing are opened with. */
export type Ids = {
  user: string
  run: string
  role: string
  group: string
  change: string
  provider: string
  domain: string
  bot: string
  conversation: string
  waiting: string
  entry: string
  service: string
}

/** What somebody has to do with the bot. */
export type Part = { userId: string; role: "owner" | "developer" | "tester" }

/**
 * Who may open a page: a permission (or one of several, with " or " between), any signed-in person, one at that step, or everybody. A page that is not here fails. `ofOne`: what it
 * shows is one admin's alone, so that to anybody else who has the permission there is no such thing.
 */
export const pages: Record<string, { needs: string; at?: (ids: Ids) => string; ofOne?: true }> = {
  "/": { needs: "own" },
  "/account": { needs: "own" },
  "/account/password": { needs: "own" },
  "/account/sessions": { needs: "own" },
  "/account/tokens": { needs: "own" },
  "/account/tokens/new": { needs: "own" },
  "/closed": { needs: "own" },
  "/users": { needs: "users:read" },
  "/users/bulk": { needs: "users:read", at: () => "/users/bulk?action=suspend&all=1" },
  "/users/bulk/[runId]": { needs: "users:read", at: ({ run }) => `/users/bulk/${run}` },
  "/users/new": { needs: "users:write" },
  "/users/[userId]": { needs: "users:read", at: ({ user }) => `/users/${user}` },
  "/users/[userId]/edit": { needs: "users:write", at: ({ user }) => `/users/${user}/edit` },
  "/users/[userId]/access": { needs: "users:read", at: ({ user }) => `/users/${user}/access` },
  "/users/[userId]/bots": { needs: "users:read", at: ({ user }) => `/users/${user}/bots` },
  "/users/[userId]/sessions": { needs: "sessions:revoke", at: ({ user }) => `/users/${user}/sessions` },
  "/users/[userId]/tokens": { needs: "tokens:manage", at: ({ user }) => `/users/${user}/tokens` },
  "/users/[userId]/activity": { needs: "audit:read", at: ({ user }) => `/users/${user}/activity` },
  "/access": { needs: "users:read" },
  "/roles": { needs: "users:read" },
  "/roles/new": { needs: "roles:manage" },
  "/roles/[roleId]": { needs: "users:read", at: ({ role }) => `/roles/${role}` },
  "/roles/[roleId]/delete": { needs: "roles:manage", at: ({ role }) => `/roles/${role}/delete` },
  "/groups": { needs: "users:read" },
  "/groups/new": { needs: "groups:manage" },
  "/groups/[groupId]": { needs: "users:read", at: ({ group }) => `/groups/${group}` },
  "/groups/[groupId]/edit": { needs: "groups:manage", at: ({ group }) => `/groups/${group}/edit` },
  "/groups/[groupId]/roles": { needs: "groups:manage", at: ({ group }) => `/groups/${group}/roles` },
  "/groups/[groupId]/add": { needs: "groups:manage", at: ({ group }) => `/groups/${group}/add` },
  "/groups/[groupId]/remove": {
    needs: "groups:manage",
    at: ({ group, user }) => `/groups/${group}/remove?id=${user}`,
  },
  "/groups/[groupId]/delete": { needs: "groups:manage", at: ({ group }) => `/groups/${group}/delete` },
  "/users/[userId]/groups": { needs: "groups:manage", at: ({ user }) => `/users/${user}/groups` },
  "/analytics": { needs: "analytics:read" },
  "/audit": { needs: "audit:read" },
  "/audit/[changeId]/undo": { needs: "audit:read", at: ({ change }) => `/audit/${change}/undo` },
  "/settings": { needs: "settings:manage or sso:manage" },
  "/settings/profile-fields": { needs: "settings:manage" },
  "/settings/sign-in": { needs: "settings:manage" },
  "/settings/email": { needs: "settings:manage" },
  "/settings/workspace": { needs: "settings:manage" },
  "/settings/back-ends": { needs: "settings:manage" },
  "/settings/service-accounts": { needs: "settings:manage" },
  "/settings/service-accounts/new": { needs: "settings:manage" },
  "/settings/service-accounts/[accountId]": {
    needs: "settings:manage",
    at: ({ service }) => `/settings/service-accounts/${service}`,
  },
  "/settings/service-accounts/[accountId]/tokens/new": {
    needs: "settings:manage",
    at: ({ service }) => `/settings/service-accounts/${service}/tokens/new`,
  },
  "/settings/identity-providers": { needs: "sso:manage" },
  "/settings/identity-providers/new": { needs: "sso:manage" },
  "/settings/identity-providers/[providerId]": {
    needs: "sso:manage",
    at: ({ provider }) => `/settings/identity-providers/${provider}`,
  },
  "/settings/identity-providers/[providerId]/metadata": {
    needs: "sso:manage",
    at: ({ provider }) => `/settings/identity-providers/${provider}/metadata`,
  },
  "/settings/identity-providers/[providerId]/rules": {
    needs: "sso:manage",
    at: ({ provider }) => `/settings/identity-providers/${provider}/rules`,
  },
  "/settings/identity-providers/[providerId]/sign-ins": {
    needs: "sso:manage",
    at: ({ provider }) => `/settings/identity-providers/${provider}/sign-ins`,
  },
  "/settings/identity-providers/[providerId]/rehearse": {
    needs: "sso:manage",
    at: ({ provider }) => `/settings/identity-providers/${provider}/rehearse`,
  },
  "/settings/identity-providers/[providerId]/rehearsals/[attemptId]": {
    needs: "sso:manage",
    ofOne: true,
    at: ({ provider }) => `/settings/identity-providers/${provider}/rehearsals/${provider}`,
  },
  "/settings/identity-providers/[providerId]/remove": {
    needs: "sso:manage",
    at: ({ provider }) => `/settings/identity-providers/${provider}/remove`,
  },
  "/settings/email-domains": { needs: "sso:manage" },
  "/settings/email-domains/[domainId]": {
    needs: "sso:manage",
    at: ({ domain }) => `/settings/email-domains/${domain}`,
  },
  "/settings/identity-providers/enforce": { needs: "sso:manage" },
  "/chat": { needs: "chat:use" },
  "/chat/[conversationId]": {
    needs: "chat:use",
    ofOne: true,
    at: ({ conversation }) => `/chat/${conversation}`,
  },
  "/chat/test": { needs: "chat:test" },
  "/desk": { needs: "conversations:handle or conversations:monitor" },
  "/desk/[conversationId]": {
    needs: "conversations:handle or conversations:monitor",
    at: ({ waiting }) => `/desk/${waiting}`,
  },
  "/bots": { needs: "bots:read" },
  "/bots/new": { needs: "bots:create" },
  "/bots/[botId]": { needs: "bots:read", at: ({ bot }) => `/bots/${bot}` },
  "/bots/[botId]/settings": { needs: "bots:read", at: ({ bot }) => `/bots/${bot}/settings` },
  "/bots/[botId]/members": { needs: "bots:read", at: ({ bot }) => `/bots/${bot}/members` },
  "/bots/[botId]/publish": { needs: "bots:publish", at: ({ bot }) => `/bots/${bot}/publish` },
  "/bots/[botId]/entries/new": {
    needs: "bots:manage or bots:build of it",
    at: ({ bot }) => `/bots/${bot}/entries/new`,
  },
  "/bots/[botId]/entries/[entryId]": {
    needs: "bots:manage or bots:build of it",
    at: ({ bot, entry }) => `/bots/${bot}/entries/${entry}`,
  },
  "/change-password": { needs: "step:password_change" },
  "/verify-email": { needs: "step:verify_email" },
  "/sign-in": { needs: "everybody" },
  "/sign-in/[slug]": { needs: "everybody", at: () => "/sign-in/no-such-workspace" },
  "/sign-in/[slug]/refused": { needs: "everybody", at: () => "/sign-in/no-such-workspace/refused?why=busy" },
  "/sign-in/[slug]/bypass": { needs: "everybody", at: () => "/sign-in/no-such-workspace/bypass" },
  "/sign-in/[slug]/continue": { needs: "everybody", at: () => "/sign-in/no-such-workspace/continue" },
  "/invitation/[token]": { needs: "everybody", at: () => "/invitation/no-such-token" },
  "/reset-password/[token]": { needs: "everybody", at: () => "/reset-password/no-such-token" },
  "/email-change/[token]": { needs: "everybody", at: () => "/email-change/no-such-token" },
  "/forgot-password": { needs: "everybody" },
  "/find-workspaces": { needs: "everybody" },
  "/dev/mailbox": { needs: "demo" },
}

/** Arranges one of each thing that has a page, and answers their ids. With a part, the bot is one in which somebody has it. */
export async function arrangeIds(workspace: Workspace, part?: Part): Promise<Ids> {
  const user = (await workspace.add()).id
  const bot = await addBot(workspace, {
    ...(part?.role === "owner" && { ownerId: part.userId }),
    ...(part && part.role !== "owner" && { members: [{ userId: part.userId, role: part.role }] }),
    published: true,
  })
  const [change] = await workspace.owner<{ id: string }[]>`
    select id from changes where workspace_id = ${workspace.id} limit 1`
  return {
    bot,
    entry: await entryOf(workspace, bot),
    change: change!.id,
    user,
    run: await addRun(workspace, user),
    role: await insertRole(workspace.owner, workspace.id, { name: "Own", permissions: [] }),
    group: await insertGroup(workspace.owner, workspace.id, { name: "Team", roles: [], members: [user] }),
    provider: await addProvider(workspace, { kind: "saml" }),
    domain: await addDomain(workspace),
    service: await addServiceAccount(workspace),
    conversation: await addConversation(workspace, bot),
    waiting: await addHandedOver(workspace),
  }
}

async function addRun({ id, owner }: Workspace, user: string): Promise<string> {
  const run = randomUUID()
  await owner`
    insert into bulk_runs (workspace_id, id, created_by, action, state, selected, ended_at)
    values (${id}, ${run}, ${user}, 'suspend', 'finished', 0, now())`
  return run
}

const addConversation = async (workspace: Workspace, botId: string) =>
  insertConversation(workspace.owner, workspace.id, { userId: (await workspace.add()).id, botId })
