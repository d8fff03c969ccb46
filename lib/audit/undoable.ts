/** Which changes can be undone, by whom, and why not the others: one table. */
import { type Actor, type AllNeed, can } from "#lib/access/actor.ts"
import type { Permission } from "#lib/access/permissions.ts"

/** What an undo takes: one permission, or several. */
type Needed = Permission | AllNeed

/** `needs`: what the original action took; `proof`: it asked who acts. `why`: the reason that the entry gives. */
export type Undoable = { needs: Needed; proof?: true } | { why: string }

const secrets = "Passwords, links and sessions don't come back once they have changed or ended."
const tokens = "No access token comes back once it has ended; the owner makes another."
const theirs = "The person did this themselves; only they can change it back."
const address =
  "An address is confirmed by its owner and goes its own way. Give the person another one under Edit."
const enforcing = "Enforcing single sign-on asks who may still get in; do it on its own page."
const setUp =
  "It took the provider's present address and secret to try out. Edit it anew, so that it is tried out again."
const made = "A person who was added is deleted instead."

export const undoable: Record<string, Undoable> = {
  "user.edited": { needs: "users:write" },
  "user.roles_set": { needs: "users:write" },
  "user.admin_role_set": { needs: "users:write" },
  "user.bot_builder_set": { needs: "users:write" },
  "user.groups_set": { needs: "groups:manage" },
  "user.identity_provider_set": { needs: "sso:manage" },
  "user.suspended": { needs: "users:suspend" },
  "user.activated": { needs: "users:suspend" },
  "user.archived": { needs: "users:delete" },
  "user.restored": { needs: "users:delete" },
  "role.created": { needs: "roles:manage" },
  "role.edited": { needs: "roles:manage" },
  "role.deleted": { needs: "roles:manage" },
  "group.created": { needs: "groups:manage" },
  "group.edited": { needs: "groups:manage" },
  "group.deleted": { needs: "groups:manage" },
  "group.members_added": { needs: "groups:manage" },
  "group.members_removed": { needs: "groups:manage" },
  "group.roles_set": { needs: "groups:manage" },
  "workspace.profile_fields_set": { needs: "settings:manage" },
  "workspace.edited": { needs: "settings:manage" },
  "workspace.logo_set": { needs: "settings:manage" },
  // Who builds one bot by their part in it does so on its own pages; the log is of all of them.
  "bot.edited": { needs: "bots:manage" },
  "bot.entry_added": { needs: "bots:manage" },
  "bot.entry_edited": { needs: "bots:manage" },
  "bot.entry_removed": { needs: "bots:manage" },
  "bot.archived": { needs: "bots:manage" },
  "bot.restored": { needs: "bots:manage" },
  "bot.member_set": { needs: "bots:manage" },
  "bot.member_removed": { needs: "bots:manage" },
  "workspace.email_set": { needs: "settings:manage" },

  "service_account.edited": { needs: "settings:manage" },
  "service_account.roles_set": { needs: { allOf: ["settings:manage", "users:write"] } },
  "service_account.disabled": { needs: "settings:manage" },
  "service_account.enabled": { needs: "settings:manage" },
  "service_account.archived": { needs: "settings:manage" },
  "bot.transferred": { needs: "bots:manage", proof: true },
  "workspace.sign_in_policy_set": { needs: "settings:manage", proof: true },

  "user.provisioned": { why: made },
  "user.linked": { why: "Unlink it on the person's page instead." },
  "user.synced": { why: "The identity provider says so, and would say it again at the next sign-in." },
  "user.unlinked": { why: "Only whoever signs in by the provider links an identity." },
  "user.created": { why: made },
  "users.seeded": { why: made },
  "user.picture_set": { why: "The former picture is gone. Upload it again, or another one." },
  "user.joined": { why: theirs },
  "user.confirmed": { why: theirs },
  "user.profile_edited": { why: theirs },
  "user.locked": { why: "A lock ends by itself; until then, Unlock lifts it." },
  "user.unlocked": { why: "Nobody sets a lock by hand: failed sign-ins do." },
  "user.deactivated": {
    why: "Deactivating made the password void, and passwords don't come back. Send an invitation instead.",
  },
  "user.erased": { why: "What was erased is gone for good." },
  "user.replaced": {
    why: "The address has moved to the new account. Edit and activate the two accounts instead.",
  },
  "user.signed_out": { why: secrets },
  "user.invitation_sent": { why: secrets },
  "user.invitation_link_made": { why: secrets },
  "user.invitation_withdrawn": { why: secrets },
  "user.password_set": { why: secrets },
  "user.password_changed": { why: secrets },
  "user.password_reset": { why: secrets },
  "user.password_reset_requested": { why: secrets },
  "user.password_reset_sent": { why: secrets },
  "user.email_change_requested": { why: address },
  "user.email_changed": { why: address },
  "user.email_change_stopped": { why: address },
  "session.ended": { why: secrets },
  "session.killed": { why: secrets },
  "session.others_ended": { why: secrets },
  "service_account.seeded": { why: "A service account that was added is deleted instead." },
  "service_account.created": { why: "A service account that was added is deleted instead." },
  "access_token.seeded": { why: "A token that was made is revoked instead." },
  "access_token.created": { why: "A token that was made is revoked instead." },
  "access_token.regenerated": { why: tokens },
  "access_token.revoked": { why: tokens },
  "audience.added": { why: "Under Settings, Back ends it can be removed." },
  "audience.renamed": { why: "Under Settings, Back ends it can be renamed back." },
  "audience.removed": { why: "Under Settings, Back ends it can be added again." },
  "identity_provider.created": { why: "A provider that was added is removed on its own page." },
  "identity_provider.edited": { why: setUp },
  "identity_provider.rules_set": {
    why: "What the rules gave has moved on with each sign-in. Set them anew.",
  },
  "identity_provider.secret_sealed": { why: "The secret is the same as before." },
  "identity_provider.enabled": { why: "Disable it on its own page." },
  "identity_provider.disabled": { why: "Enable it on its own page, where it is tried out first." },
  "identity_provider.removed": { why: "Its secret and its links are gone for good. Add it anew." },
  "email_domain.added": { why: "A domain that was added is removed on its own page." },
  "email_domain.proved": { why: "Remove the domain on its own page instead." },
  "email_domain.edited": { why: "Choose another provider on the domain's page." },
  "email_domain.removed": { why: "Another workspace may have proved it since. Add it anew, and prove it." },
  "bot.created": { why: "A bot that was made is archived instead." },
  "bot.published": { why: "What people were told stays told. Change the draft back and publish it." },
  "bot.webhook_secret_made": { why: secrets },
  "bot.webhook_secret_sealed": { why: "The secret is the same as before." },
  "bulk.started": { why: "Each batch has an entry of its own, and can be undone there." },
  "bulk.stopped": { why: "What was not done can be chosen again." },
  "workspace.sso_enforced": { why: enforcing },
  "workspace.sso_enforcement_lifted": { why: enforcing },
  "workspace.test_mail_sent": { why: "A mail that was sent stays sent." },
  "workspace.created": { why: "A workspace stays." },
}

/** What is not in the table: what a later version did, or nobody thought of. */
const unknown: Undoable = { why: "This kind of change can't be undone." }

/** `root`: the action that a chain of undos began with; undoing an undo needs what the first one needed. */
export const undoableOf = (root: string): Undoable =>
  Object.hasOwn(undoable, root) ? undoable[root]! : unknown

/** What the images themselves forbid, whatever the action. `touched`: its rows by table, and the columns that it set. */
export function undoRefusalOf(
  touched: readonly { table: string; masked: boolean; columns: readonly string[] }[],
): string | null {
  if (touched.length === 0) return "It changed nothing that could be put back."
  const shown = touched.filter(({ masked }) => !masked)
  if (shown.length === 0)
    return touched.some(({ table }) => table === "users" || table === "user_profiles")
      ? "What it changed has been erased."
      : `It only touched what is kept secret. ${secrets}`
  const moves = shown.some(
    ({ table, columns }) => table === "users" && (columns.includes("email") || columns.includes("type")),
  )
  return moves ? address : null
}

/** Rules of a provider that come back with a role or a group are a provider's to have: that takes more. */
export const needOf = ({ needs }: { needs: Needed }, touched: readonly { table: string }[]): Needed =>
  touched.some(({ table }) => table === "identity_provider_rules") ? "sso:manage" : needs

/** Whether the actor shows first who they are, as the original action asked. */
export function needsProof(
  root: string,
  touched: readonly { table: string; columns: readonly string[] }[],
): boolean {
  const answer = undoableOf(root)
  if (!("needs" in answer)) return false
  const handsOver = touched.some(
    ({ table, columns }) => table === "service_accounts" && columns.includes("owner_id"),
  )
  return answer.proof === true || handsOver
}

/** Why the change can't be undone, at all or by the actor; null if it can. `undone`: it has been. For showing and hiding only. */
export function undoOf(
  actor: Actor,
  root: string,
  undone: boolean,
  touched: Parameters<typeof undoRefusalOf>[0],
): { why: string | null } {
  const answer = undoableOf(root)
  if ("why" in answer) return { why: answer.why }
  if (undone) return { why: "It has been undone." }
  const refusal = undoRefusalOf(touched)
  if (refusal) return { why: refusal }
  return {
    why: can(actor, needOf(answer, touched)) ? null : "You don't have the permission that this takes.",
  }
}
