/** What stands in the way of an undo, in words: what is there now, who did that and when, and the way out. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { type FoundConflict, wordsOf } from "./conflict-words.ts"
import { namesIn } from "./rows.ts"
import type { Names } from "./words.ts"

export type { FoundConflict } from "./conflict-words.ts"

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
  if (kind === "taken" || kind === "owned" || kind === "owner-unfit") return null
  const told = sql`(${column}::text is null or r.after is null or r.before is null or r.after ? ${column ?? ""})`
  const which =
    kind === "archived" || kind === "erased" ? sql`r.after ? 'archived_at' or r.after is null` : told
  const [latest] = await rows<{ id: string; at: string; by: string | null }>(
    tx,
    sql`
      select c.id, c.at, nullif(trim(concat_ws(' ', u.first_name, u.last_name)), '') as by
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

function subjectOf({ table, key, kind }: FoundConflict, names: Names): Conflict["about"] {
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
  if (table === "workspaces") return { name: "The workspace", href: null }
  if (names.services?.has(id))
    return {
      name: names.people.get(id) ?? "A service account",
      // One that is deleted, or would come back only by this undo, has no page.
      href: kind === "moved" ? `/settings/service-accounts/${id}` : null,
    }
  return { name: names.people.get(id) ?? "Somebody", href: names.people.has(id) ? `/users/${id}` : null }
}
