/** How a conflict reads: what is there now, and the way out. Pure. */
import { entryFields, settingFields } from "#lib/bots/field-labels.ts"
import { formerLogos } from "#lib/pictures/limits.ts"
import type { UserStatus } from "#lib/users/status.ts"
import { profileColumns } from "#lib/profile-fields/fields.ts"
import { fieldNames } from "./profile-words.ts"
import { fields, type Names, statuses, text } from "./words.ts"
import { workspaceLabels, workspaceValue } from "./workspace-words.ts"

/** As undo_change() answers it; `owned` and `owner-unfit` are found besides. */
export type FoundConflict = {
  table: string
  key: string
  kind:
    | "moved"
    | "gone"
    | "exists"
    | "taken"
    | "used"
    | "parent-gone"
    | "archived"
    | "erased"
    | "owned"
    | "owner-unfit"
  column: string | null
  value: unknown
}

const labels: Record<string, string> = {
  ...fields,
  ...profileColumns,
  profile_fields_shown: "What profiles show",
  profile_fields_editable: "What people may edit of their profiles",
  name: "Name",
  description: "Description",
  ...settingFields,
  ...entryFields,
  suspended_at: "Suspension",
  archived_at: "Place in the archive",
  joined_at: "Joining",
  locked_until: "Lock",
}

const editByHand = "Change by hand what still has to be changed, or undo the later change first."

/** What is there now, and the way out. */
export function wordsOf(
  { table, key, kind, column, value }: FoundConflict,
  names: Names,
): { now: string; way: string } {
  const thing = thingOf(table, key, names)
  switch (kind) {
    case "moved":
      return { now: movedTo(table, column ?? "", value), way: editByHand }
    case "gone":
      return { now: `${thing} has been removed already.`, way: "There is nothing left to take back here." }
    case "exists":
      return { now: `${thing} is there again already.`, way: "There is nothing left to put back here." }
    case "taken":
      return table === "users"
        ? {
            now: "Somebody else in this workspace has this person's address by now.",
            way: "Give that person another address first.",
          }
        : { now: "Another one has this name by now.", way: "Give that one another name first." }
    case "used":
      return { now: `${thing} has been given to somebody since.`, way: "Take it away from them first." }
    case "parent-gone":
      if (table === "workspaces")
        return {
          now: `The former logo is gone: the newest ${formerLogos} that were replaced are kept.`,
          way: "Upload it again under Settings, Workspace.",
        }
      return { now: `${thing} can't come back: it no longer exists.`, way: "Undo its deletion first." }
    case "archived":
      return names.services?.has(key)
        ? { now: "This service account has been deleted by now.", way: "Undo its deletion first." }
        : { now: "This person is in the archive by now.", way: "Restore them first." }
    case "owner-unfit":
      return {
        now: `${text(value)} would answer for it again, and is ${statuses[column as UserStatus].toLowerCase()} by now.`,
        way: "Bring them back first, or choose who answers for it by hand.",
      }
    case "erased":
      return { now: "This person has been erased.", way: "Nothing of it can come back." }
    case "owned":
      return {
        now: `${text(value)} owns ${ownedOf(table, column)} by now.`,
        way: "Change it there; Roster takes it over at their next sign-in.",
      }
  }
}

const ownedOf = (table: string, column: string | null) =>
  table === "group_members"
    ? "this person's groups"
    : column === "names"
      ? "this person's name"
      : `this person's ${column}`

/** What the row is: "The role Agent". */
function thingOf(table: string, key: string, names: Names): string {
  const [first = "", second = ""] = key.split("/")
  const role = (id: string) => `The role ${names.roles.get(id) ?? ""}`.trim()
  const group = (id: string) => `The group ${names.groups.get(id) ?? ""}`.trim()
  if (table === "role_permissions") return `The permission ${second}`
  if (table === "user_roles" || table === "group_roles") return role(second)
  if (table === "group_members") return group(second)
  if (table === "roles") return role(first)
  if (table === "bots") return `The bot ${names.bots?.get(first) ?? ""}`.trim()
  if (table === "bot_entries") return "The answer"
  return table === "groups" ? group(first) : "The account"
}

function movedTo(table: string, column: string, value: unknown): string {
  if (table === "workspaces" && Object.hasOwn(workspaceLabels, column))
    return `${workspaceLabels[column]}: ${workspaceValue(column, value) || "nothing"} now.`
  const label = labels[column] ?? column.replaceAll("_", " ")
  if (/_at$|_until$/.test(column))
    return value === null ? `${label}: ended since.` : `${label}: set anew since.`
  const names = fieldNames(column, value)
  if (names) return `${label}: ${names.join(", ") || "nothing"} now.`
  return text(value) === "" ? `${label} is empty now.` : `${label} is “${text(value)}” now.`
}
