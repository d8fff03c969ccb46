/** A change in words: its name, and one sentence for each thing that it did. Pure; what nobody named or what was erased is said too. */
import { type AccountType, typeLabel, userTypes } from "#lib/access/permissions.ts"
import type { UserStatus } from "#lib/users/status.ts"
import { botSentences } from "./bot-words.ts"
import { profileLines, profileSettingSentences } from "./profile-words.ts"
import { lookSentences } from "./look-words.ts"
import { providerSentences } from "./provider-words.ts"
import { text } from "./text.ts"
import { titles } from "./titles.ts"
import { workspaceSentences } from "./workspace-words.ts"

export { text }

type Image = Record<string, unknown> | null

/** What a change did to one row, as change_rows keeps it. */
export type ChangedRow = { table: string; key: string; before: Image; after: Image }

/** Names by id. Whoever or whatever has none is gone, or belongs somewhere else. */
export type Names = Record<"people" | "roles" | "groups", ReadonlyMap<string, string>> & {
  /** Ids of the people's pictures. */
  pictures?: ReadonlyMap<string, string>
  providers?: ReadonlyMap<string, string>
  domains?: ReadonlyMap<string, string>
  bots?: ReadonlyMap<string, string>
  entries?: ReadonlyMap<string, string>
  tokens?: ReadonlyMap<string, string>
  /** Which of the people are service accounts. */
  services?: ReadonlySet<string>
}

/** "Suspended"; for an action that has no words yet, its own: "Bot: handed over". */
export function titleOfChange(action: string): string {
  if (Object.hasOwn(titles, action)) return titles[action]!
  const [noun = "", ...past] = action.split(".")
  const plain = (text: string) => text.replaceAll(/[_-]+/g, " ").trim()
  return [capital(plain(noun)), plain(past.join(" "))].filter(Boolean).join(": ") || "Changed"
}

/** What the rows say, each thing once, in their order. */
export function sentencesOf(action: string, rows: readonly ChangedRow[], names: Names): string[] {
  const ended = rows.filter(({ table }) => table === "sessions").length
  const title = titleOfChange(action).toLowerCase()
  const said = rows.flatMap((row) => {
    // Of a row that is only marked, the title of the change says more: "Invitation withdrawn".
    if (row.table === "sessions" || (marks[row.table] && title.includes(marks[row.table]!.about))) return []
    return sentences(action, row, names)
  })
  return [
    ...new Set(said),
    ...(ended > 0 ? [ended === 1 ? "1 session ended" : `${ended} sessions ended`] : []),
  ]
}

/** Tables whose rows are marked as touched without an image, because they hold secrets. */
const marks: Record<string, { about: string; says: string }> = {
  credentials: { about: "password", says: "Password changed" },
  invitations: { about: "invitation", says: "Invitation made or ended" },
  password_resets: { about: "password", says: "Link to reset the password made or ended" },
  email_changes: { about: "address", says: "Change of address begun or ended" },
}

const passwordWords: Record<string, string> = {
  "user.created": "Password set",
  "users.seeded": "Password set",
  "user.joined": "Password set",
  "user.deactivated": "Password void",
  "user.erased": "Password removed",
}

function sentences(action: string, row: ChangedRow, names: Names): string[] {
  const { table, key, before, after } = row
  const [first = "", second = ""] = key.split("/")
  const role = (id: string) => names.roles.get(id) ?? "that no longer exists"
  const group = (id: string) => names.groups.get(id) ?? "that no longer exists"
  const did = after ? "added" : before ? "removed" : "changed"
  switch (table) {
    case "users":
      return ofPerson(before, after, names)
    case "user_roles":
      return action.startsWith("identity_provider.")
        ? [`${names.people.get(first) ?? "Somebody who is gone"}: role ${role(second)} ${did}`]
        : [`Role ${role(second)} ${did}`]
    case "group_members":
      return /^(?:group|identity_provider)\./.test(action)
        ? [`Group ${group(second)}: member ${names.people.get(first) ?? "who is gone"} ${did}`]
        : [`Group ${group(second)} ${did}`]
    case "group_roles":
      return [`Group ${group(first)}: role ${role(second)} ${did}`]
    case "role_permissions":
      return [`Role ${role(first)}: permission ${second} ${did}`]
    case "roles":
      return ofThing("Role", role(first), before, after)
    case "groups":
      return ofThing("Group", group(first), before, after)
    case "service_accounts":
      return ofService(before, after, names)
    case "audiences":
      return ofThing("Back end", before && after ? "" : text((after ?? before)?.["name"]), before, after)
    case "identity_links":
      return [`Link to an identity provider ${did}`]
    case "user_profiles":
      return before || after
        ? profileLines(row).map(([label, was, is]) => fieldSentence(label, was, is))
        : ["What was changed here has been erased"]
    case "workspaces":
      return [
        ...profileSettingSentences(before, after),
        ...lookSentences("Logo", "logo_id", before, after),
        ...workspaceSentences(before, after),
      ]
    case "access_tokens":
      return [tokenWords(action, names.tokens?.get(second))]
    case "credentials":
      return [passwordWords[action] ?? marks["credentials"]!.says]
    default:
      return (
        botSentences(action, row, names) ??
        providerSentences(row, names) ?? [
          marks[table]?.says ?? `${capital(table.replaceAll("_", " "))} changed`,
        ]
      )
  }
}

export const statuses: Record<UserStatus, string> = {
  active: "Active",
  invited: "Not active",
  suspended: "Suspended",
  locked: "Locked",
  archived: "Archived",
}

export const fields: Record<string, string> = {
  first_name: "First name",
  last_name: "Last name",
  email: "Email",
  phone: "Phone",
  external_id: "External ID",
  timezone: "Timezone",
}

function ofPerson(before: Image, after: Image, names: Names): string[] {
  if (!before && !after) return ["What was changed here has been erased"]
  if (!before) {
    const type = text(after?.["type"])
    return [`Account made as ${isType(type) ? typeLabel(type) : "a person"}`]
  }
  if (!after) return ["Account removed"]
  const touched = (column: string) => Object.hasOwn(after, column)
  const status = (image: Record<string, unknown>) => statuses[text(image["status"]) as UserStatus]
  return [
    ...(touched("status") ? [`Status ${status(before) ?? "?"} → ${status(after) ?? "?"}`] : []),
    ...(touched("locked_until")
      ? [after["locked_until"] ? "Locked after failed sign-ins" : "Lock lifted"]
      : []),
    ...Object.entries(fields).flatMap(([column, label]) =>
      touched(column) ? [fieldSentence(label, before[column], after[column])] : [],
    ),
    ...lookSentences("Picture", "picture_id", before, after),
    ...(touched("email_confirmed_at")
      ? [after["email_confirmed_at"] ? "Address confirmed" : "Address has to be confirmed anew"]
      : []),
    ...(touched("email_norm") && after["email_norm"] === null ? ["Address became record only"] : []),
    ...(touched("identity_provider_id")
      ? [fieldSentence("Identity provider", providerIn(before, names), providerIn(after, names))]
      : []),
    ...(touched("replaced_by")
      ? [`Replaced by ${names.people.get(text(after["replaced_by"])) ?? "another account"}`]
      : []),
    ...(touched("erased_at") ? ["Personal data erased"] : []),
  ]
}

/** Whether it is a type that accounts have, in a version that knows them all. */
export const isType = (type: string): type is AccountType =>
  type === "service" || Object.hasOwn(userTypes, type)

/** Where the image says that the person signs in. */
export const providerIn = (image: Image, names: Names): string | null => {
  const id = image?.["identity_provider_id"]
  return typeof id === "string" ? (names.providers?.get(id) ?? "one that no longer exists") : null
}

function ofService(before: Image, after: Image, names: Names): string[] {
  const owner = (image: Image) => names.people.get(text(image?.["owner_id"])) ?? "somebody who is gone"
  if (!before || !after) return after ? [`Owner ${owner(after)}`] : []
  return [
    ...(Object.hasOwn(after, "owner_id") ? [fieldSentence("Owner", owner(before), owner(after))] : []),
    ...(Object.hasOwn(after, "description")
      ? [fieldSentence("Description", before["description"], after["description"])]
      : []),
  ]
}

function fieldSentence(label: string, before: unknown, after: unknown): string {
  const [was, is] = [text(before), text(after)]
  if (is === "") return `${label} emptied`
  return was === "" ? `${label} set to ${is}` : `${label} ${was} → ${is}`
}

function ofThing(kind: string, name: string, before: Image, after: Image): string[] {
  const called = name ? `${kind} ${name}` : kind
  if (!before && !after) return [`${called} changed`]
  if (!before) return [`${called} made`]
  if (!after) return [`${kind} ${text(before["name"]) || name} removed`]
  const shown = Object.keys(after).filter((column) => !/_norm$|_at$|^id$/.test(column))
  return shown.map((column) =>
    fieldSentence(`${called}: ${column.replaceAll("_", " ")}`, before[column], after[column]),
  )
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** Which token it was about; where it ended by what happened to its owner, that it did. */
function tokenWords(action: string, name: string | undefined): string {
  const called = name === undefined ? "An access token that no longer exists" : `Access token ${name}`
  return action.startsWith("access_token.") ? called : `${called} ended`
}
