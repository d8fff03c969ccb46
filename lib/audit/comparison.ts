/** Before and after of a change, thing by thing, for people to read. Pure. */
import { permissionLabels, type Permission, typeLabel } from "#lib/access/permissions.ts"
import type { UserStatus } from "#lib/users/status.ts"
import type { Counted } from "./rows.ts"
import { botColumns } from "./bot-content-words.ts"
import { profileLines, profileSettings } from "./profile-words.ts"
import { lookValues } from "./look-words.ts"
import { providerColumns, ruleWords } from "./provider-words.ts"
import { type ChangedRow, fields, isType, type Names, providerIn, statuses, text } from "./words.ts"
import { workspaceLines } from "./workspace-words.ts"

/**
 * One line: what it was and what it became; nothing where there was nothing. `tags`: names of things that are given. `inAll`: how many
 * people there are, where they are more than the named.
 */
export type Compared = {
  label: string
  before: string[]
  after: string[]
  tags: boolean
  inAll?: { before: number; after: number }
}

const settings: Record<string, string> = { name: "Name", description: "Description" }
const gone = "(deleted)"

/**
 * What the rows say, each thing once: "Roles: Agent → Agent, Developer". Rows that hold secrets say nothing here. `counted`: of the
 * whole change, of which these may be the first rows.
 */
export function comparisonOf(
  action: string,
  rows: readonly ChangedRow[],
  names: Names,
  counted?: Counted,
): Compared[] {
  const lines = new Map<string, { before: Set<string>; after: Set<string>; tags: boolean }>()
  const lineOf = (label: string, tags: boolean) => {
    const line = lines.get(label) ?? { before: new Set(), after: new Set(), tags }
    lines.set(label, line)
    return line
  }
  const put = (label: string, before: unknown, after: unknown) => {
    const line = lineOf(label, false)
    if (text(before)) line.before.add(text(before))
    if (text(after)) line.after.add(text(after))
  }
  const give = (label: string, name: string, { before, after }: ChangedRow) => {
    const line = lineOf(label, true)
    if (before) line.before.add(name)
    if (after) line.after.add(name)
  }
  for (const row of rows) {
    const { table, key, before, after } = row
    if (!before && !after) continue
    const [first = "", second = ""] = key.split("/")
    const role = (id: string) => names.roles.get(id) ?? gone
    const group = (id: string) => names.groups.get(id) ?? gone
    const person = () => names.people.get(first) ?? "somebody"
    switch (table) {
      case "users":
        for (const [label, was, is] of ofPerson(row, names)) put(label, was, is)
        break
      case "user_roles":
        if (action.startsWith("identity_provider."))
          give("Roles by its rules", `${person()}: ${role(second)}`, row)
        else if (action.startsWith("role.")) give("Held by", person(), row)
        else give("Roles", role(second), row)
        break
      case "group_members":
        if (action.startsWith("identity_provider."))
          give("Groups by its rules", `${person()}: ${group(second)}`, row)
        else if (action.startsWith("group.")) give("Members", person(), row)
        else give("Groups", group(second), row)
        break
      case "group_roles":
        if (action.startsWith("role.")) give("Groups with it", group(first), row)
        else give("Roles", role(second), row)
        break
      case "role_permissions":
        give("Permissions", permissionLabels[second as Permission] ?? second, row)
        break
      case "identity_provider_rules":
        give("Rules", ruleWords(row, names), row)
        break
      case "identity_providers":
      case "email_domains":
        for (const [label, was, is] of providerColumns(row)) put(label, was, is)
        break
      case "bots":
      case "bot_entries":
      case "bot_versions":
        for (const [label, was, is] of botColumns(row) ?? []) {
          for (const each of was) put(label, each, null)
          for (const each of is) put(label, null, each)
        }
        if (before && after && "owner_id" in after)
          put("Owner", names.people.get(text(before["owner_id"])), names.people.get(text(after["owner_id"])))
        break
      case "user_profiles":
        for (const [label, was, is] of profileLines(row)) put(label, was, is)
        break
      case "service_accounts":
        put("Description", valueIn(before, "description"), valueIn(after, "description"))
        if ((after ?? before)?.["owner_id"] !== undefined)
          put(
            "Owner",
            names.people.get(text(before?.["owner_id"])),
            names.people.get(text(after?.["owner_id"])),
          )
        break
      case "workspaces":
        for (const [label, was, is] of profileSettings(before, after)) {
          for (const name of was) lineOf(label, true).before.add(name)
          for (const name of is) lineOf(label, true).after.add(name)
        }
        if (Object.hasOwn(after ?? {}, "logo_id")) put("Logo", ...lookValues("logo_id", before, after))
        for (const [label, was, is] of workspaceLines(before, after)) put(label, was, is)
        break
      default:
        for (const column of Object.keys(after ?? before ?? {}))
          if (settings[column]) put(settings[column], valueIn(before, column), valueIn(after, column))
    }
  }
  return [...lines]
    .filter(([, { before, after }]) => before.size + after.size > 0)
    .map(([label, { before, after, tags }]) => ({
      label,
      before: [...before],
      after: [...after],
      tags,
      ...(ofPeople.includes(label) && counted && inAllOf(before.size, after.size, counted)),
    }))
}

const ofPeople = ["Held by", "Members"]

const inAllOf = (before: number, after: number, { had, have }: Counted) =>
  had > before || have > after
    ? { inAll: { before: Math.max(before, had), after: Math.max(after, have) } }
    : undefined

type Line = [label: string, before: unknown, after: unknown]

function ofPerson({ before, after }: ChangedRow, names: Names): Line[] {
  const status = (image: ChangedRow["before"]) => statuses[text(image?.["status"]) as UserStatus] ?? null
  const has = (column: string) => Object.hasOwn(after ?? before ?? {}, column)
  const lines: Line[] = []
  if (before === null && after) {
    const type = text(after["type"])
    if (isType(type)) lines.push(["Type", null, typeLabel(type)])
  }
  if (has("status")) lines.push(["Status", status(before), status(after)])
  for (const [column, label] of Object.entries(fields))
    if (has(column)) lines.push([label, valueIn(before, column), valueIn(after, column)])
  if (before && after && has("picture_id"))
    lines.push(["Picture", ...lookValues("picture_id", before, after)])
  if (before && after && has("email_confirmed_at"))
    lines.push(["Address", confirmed(before), confirmed(after)])
  if (before && after && has("locked_until"))
    lines.push(["Lock", before["locked_until"] ? "Locked" : null, after["locked_until"] ? "Locked" : null])
  if (has("identity_provider_id"))
    lines.push(["Identity provider", providerIn(before, names), providerIn(after, names)])
  if (before && after && has("replaced_by"))
    lines.push(["Replaced by", null, names.people.get(text(after["replaced_by"])) ?? "another account"])
  return lines
}

const confirmed = (image: Record<string, unknown>) =>
  image["email_confirmed_at"] ? "Confirmed" : "To be confirmed"
function valueIn(image: ChangedRow["before"], column: string): unknown {
  const value = image ? image[column] : null
  return Array.isArray(value) ? value.map(text).join(", ") : value
}
