import { avatarOf } from "#components/ui/avatar.tsx"
import type { Tone } from "#components/ui/badge.tsx"
import { recentTime, type TimeText } from "#components/ui/format-time.ts"
import { type Actor, can } from "#lib/access/actor.ts"
import { type Permission, userTypes } from "#lib/access/permissions.ts"
import { refusals } from "#lib/errors.ts"
import type { UserRow } from "#lib/users/listing.ts"
import { ownedBy } from "./owned-words.ts"
import { statusNote } from "./status-note.ts"
import { botBuilderWords, statusWords, typeTones } from "./words.ts"

type RowStep =
  | "edit"
  | "suspend"
  | "reset"
  | "unlock"
  | "resend"
  | "deactivate"
  | "delete"
  | "restore"
  | "sessions"
  | "tokens"

/** A person as the table shows them: flat and in words, because every row crosses to the browser twice. */
export type Row = {
  id: string
  name: string
  email: string
  initials: string
  hue: string
  admin: boolean
  type: string
  typeTone: Tone | "hollow"
  /** `at`: the id of the group that gives it; `rule`: the provider whose rule does. */
  tags: { name: string; by: string | null; at: string | null; rule: string | null }[]
  more: string[]
  botBuilder: string
  status: string
  statusTone: Tone
  statusNote: string
  signIn: TimeText | null
  messages: string
  /** When they wrote last. */
  wrote: string | null
  action: "suspend" | "activate"
  /** Why a step is not possible; null where it is. */
  refusals: Record<RowStep, string | null>
}

const tagsShown = 2

export function toRow(user: UserRow, actor: Actor, zone: string): Row {
  const status = statusWords[user.status]
  const roles = user.roles.map(({ name, group, groupId, rule }) => ({ name, by: group, at: groupId, rule }))
  return {
    id: user.id,
    name: `${user.firstName} ${user.lastName}`,
    email: user.email,
    ...avatarOf(user.firstName, user.lastName, user.id),
    admin: user.admin,
    type: userTypes[user.type].label,
    typeTone: typeTones[user.type],
    tags: roles.slice(0, tagsShown),
    more: roles.slice(tagsShown).map(({ name }) => name),
    botBuilder: botBuilderWords[user.botBuilder],
    status: status.label,
    statusTone: status.tone,
    statusNote: statusNote(user, zone),
    signIn: user.lastSignInAt && recentTime(user.lastSignInAt, zone),
    messages: user.messages.toLocaleString("en"),
    wrote: user.lastMessageAt && `Last one ${recentTime(user.lastMessageAt, zone).text}`,
    action: user.status === "suspended" ? "activate" : "suspend",
    refusals: whyNot(user, actor),
  }
}

const passwordWhy = (refusal: UserRow["passwordRefusal"]) => refusal && shortWhy[refusal]
const shortWhy = {
  "sso-enforced": "Single sign-on is enforced",
  "password-at-provider": "The identity provider keeps it",
}

/** Only what the list itself knows; the person's page and the change itself know the rest. */
function whyNot(user: UserRow, actor: Actor): Row["refusals"] {
  const { status } = user
  const unless = (permission: Permission, refusal: string | null) => {
    if (!can(actor, permission)) return "You don't have the permission"
    return status === "archived" ? "Archived: restore them first" : refusal
  }
  const suspended = status === "suspended" ? "Suspended: activate them first" : null
  // A lock hides whether they have joined: who never signed in may be invited still.
  const waits = status === "invited" || (status === "locked" && !user.lastSignInAt)
  const archived = status === "archived"
  const owned = user.directory?.owns.includes("status") ? ownedBy(user.directory.name) : null
  const oneself = user.id === actor.user.id ? refusals.oneself : null
  const without = (permission: Permission) =>
    can(actor, permission) ? null : "You don't have the permission"
  return {
    edit: unless("users:write", null),
    sessions: without("sessions:revoke"),
    tokens: without("tokens:manage"),
    deactivate: unless("users:suspend", owned ?? suspended ?? (waits ? "Has not joined yet" : oneself)),
    delete: without("users:delete") ?? (archived ? "Archived already" : (owned ?? oneself)),
    restore: without("users:delete") ?? (archived ? owned : "Not archived"),
    suspend: unless("users:suspend", owned ?? oneself),
    reset: unless(
      "users:reset",
      suspended ?? (status === "invited" ? "Has not joined yet" : passwordWhy(user.passwordRefusal)),
    ),
    unlock: unless("users:suspend", status === "locked" ? null : "Not locked"),
    resend: unless("users:write", suspended ?? (waits ? null : "Joined already")),
  }
}
