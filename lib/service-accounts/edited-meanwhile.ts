/** Two admins at one service account: whoever saves second is told what the first one changed. The change log knows it. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { Refused } from "#lib/errors.ts"

type EditedTable = "users" | "service_accounts" | "user_roles"
const everyTable: EditedTable[] = ["users", "service_accounts", "user_roles"]

const labels: Record<string, string> = { first_name: "Name", description: "Description" }

const about = (id: string, tables: EditedTable[]) =>
  sql`r.table_name = any (${sql.param(tables)}::text[]) and r.row_key >= ${id} and r.row_key < ${`${id}0`}`

/** How far the log of this service account has come: what its forms carry as `seen`. */
export async function versionOf(tx: Tx, id: string): Promise<string> {
  const [latest] = await rows<{ n: string | null }>(
    tx,
    sql`select max(r.n)::text as n from change_rows r where ${about(id, everyTable)}`,
  )
  return latest?.n ?? "0"
}

/**
 * Refuses `edited-meanwhile` if somebody changed what `tables` hold of it after `seen`, and says what; the form then carries the new
 * version, so that saving again is a decision. Call it before writing.
 */
export async function refuseIfEdited(tx: Tx, id: string, seen: string, tables: EditedTable[]): Promise<void> {
  const edits = await rows<{
    table: EditedTable
    after: Record<string, string | null> | null
    by: string | null
    role: string | null
  }>(
    tx,
    sql`
      select r.table_name as table, r.after, nullif(trim(concat_ws(' ', a.first_name, a.last_name)), '') as by, role.name as role
        from change_rows r
        join changes c on c.workspace_id = r.workspace_id and c.id = r.change_id
        left join users a on a.workspace_id = c.workspace_id and a.id = c.actor_id
        left join roles role on role.workspace_id = r.workspace_id and role.id = nullif(split_part(r.row_key, '/', 2), '')::uuid
       where ${about(id, tables)} and r.n > ${seen}::bigint
       order by r.n`,
  )
  const told = edits.flatMap(({ table, after, by, role }) => {
    const who = by ?? "Roster"
    if (table === "user_roles")
      return [`${who} ${after ? "added" : "removed"} the role ${role ?? "(deleted)"}`]
    return Object.entries(after ?? {}).flatMap(([column, value]) => {
      if (column === "owner_id") return [`${who} chose another owner`]
      const label = labels[column]
      return label ? [`${who} ${value ? `set ${label} to ${value}` : `emptied ${label}`}`] : []
    })
  })
  if (told.length === 0) return
  throw new Refused("edited-meanwhile", undefined, {
    detail: `${told.join("; ")}.`,
    values: { seen: await versionOf(tx, id) },
  })
}
