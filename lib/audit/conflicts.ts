/** What stands in the way of an undo, in words: what is there now, who did that and when, and the way out. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { namesIn } from "./rows.ts"
import { fields, type Names, text } from "./words.ts"

/** As undo_change() answers it. */
export type FoundConflict = {
  table: string
  key: string
  kind: "moved" | "gone" | "exists" | "taken" | "used" | "parent-gone" | "archived" | "erased"
  column: string | null
  value: unknown
}

/** `about`: the person, role or group, with the address of its page. `since`: the latest change of it, if one is on record. */
export type Conflict = {
  about: { name: string; href: string | null }
  now: string
  since: { id: string; by: string; at: Date } | null
  way: string
}

const mostTold = 50

/** Each conflict once; at most fifty, which are more than anybody reads. */
export async function describeConflicts(
  tx: Tx,
  changeId: string,
  found: FoundConflict[],
): Promise<Conflict[]> {
  const itself = new Set(found.filter(({ kind }) => kind !== "parent-gone").map(({ key }) => key))
  const told = found
    .filter(isTold)
    // What can't come back because of another conflict is said by that one.
    .filter(({ kind, key }) => kind !== "parent-gone" || !key.split("/").some((id) => itself.has(id)))
    .slice(0, mostTold)
  const names = await namesIn(
    tx,
    told.map(({ table, key }) => ({ table, key, before: null, after: null })),
  )
  const conflicts: Conflict[] = []
  for (const conflict of told) {
    const since = await latestOf(tx, changeId, conflict)
    conflicts.push({ about: subjectOf(conflict, names), ...wordsOf(conflict, names), since })
  }
  return conflicts
}

/** What another column says better is left out. */
function isTold({ kind, column }: FoundConflict): boolean {
  return kind !== "moved" || (column !== null && !/_norm$|^created_at$|^workspace_id$/.test(column))
}

/** The last change that touched the row, or this column of it, after the one that is to be undone. */
async function latestOf(tx: Tx, changeId: string, { table, key, kind, column }: FoundConflict) {
  if (kind === "taken") return null
  const told = sql`(${column}::text is null or r.after is null or r.before is null or r.after ? ${column ?? ""})`
  const which =
    kind === "archived" || kind === "erased" ? sql`r.after ? 'archived_at' or r.after is null` : told
  const [latest] = await rows<{ id: string; at: string; by: string | null }>(
    tx,
    sql`
      select c.id, c.at, nullif(concat_ws(' ', u.first_name, u.last_name), '') as by
        from change_rows r
        join changes c on c.workspace_id = r.workspace_id and c.id = r.change_id
        left join users u on u.workspace_id = c.workspace_id and u.id = c.actor_id
       where r.table_name = ${table} and r.row_key = ${key} and (${which})
         and r.n > (select max(own.n) from change_rows own where own.change_id = ${changeId})
         and r.change_id <> nullif(current_setting('app.change_id', true), '')::uuid
       order by r.n desc limit 1`,
  )
  return latest ? { id: latest.id, by: latest.by ?? "Roster", at: new Date(latest.at) } : null
}

function subjectOf({ table, key }: FoundConflict, names: Names): Conflict["about"] {
  const [id = ""] = key.split("/")
  if (table === "roles" || table === "role_permissions") {
    const name = names.roles.get(id)
    return {
      name: name ? `Role ${name}` : "A role that no longer exists",
      href: name ? `/roles/${id}` : null,
    }
  }
  if (table === "groups" || table === "group_roles") {
    const name = names.groups.get(id)
    return {
      name: name ? `Group ${name}` : "A group that no longer exists",
      href: name ? `/groups/${id}` : null,
    }
  }
  return { name: names.people.get(id) ?? "Somebody", href: names.people.has(id) ? `/users/${id}` : null }
}

const labels: Record<string, string> = {
  ...fields,
  name: "Name",
  description: "Description",
  suspended_at: "Suspension",
  archived_at: "Place in the archive",
  joined_at: "Joining",
  locked_until: "Lock",
}

const editByHand = "Change by hand what still has to be changed, or undo the later change first."

function wordsOf(
  { table, key, kind, column, value }: FoundConflict,
  names: Names,
): { now: string; way: string } {
  const thing = thingOf(table, key, names)
  switch (kind) {
    case "moved":
      return { now: movedTo(column ?? "", value), way: editByHand }
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
      return { now: `${thing} can't come back: it no longer exists.`, way: "Undo its deletion first." }
    case "archived":
      return { now: "This person is in the archive by now.", way: "Restore them first." }
    case "erased":
      return { now: "This person has been erased.", way: "Nothing of it can come back." }
  }
}

/** What the row is: "The role Agent". */
function thingOf(table: string, key: string, names: Names): string {
  const [first = "", second = ""] = key.split("/")
  const role = (id: string) => `The role ${names.roles.get(id) ?? ""}`.trim()
  const group = (id: string) => `The group ${names.groups.get(id) ?? ""}`.trim()
  if (table === "role_permissions") return `The permission ${second}`
  if (table === "user_roles" || table === "group_roles") return role(second)
  if (table === "group_members") return group(second)
  if (table === "roles") return role(first)
  return table === "groups" ? group(first) : "The account"
}

function movedTo(column: string, value: unknown): string {
  const label = labels[column] ?? column.replaceAll("_", " ")
  if (/_at$|_until$/.test(column))
    return value === null ? `${label}: ended since.` : `${label}: set anew since.`
  return text(value) === "" ? `${label} is empty now.` : `${label} is “${text(value)}” now.`
}
