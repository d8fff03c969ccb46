/** Two admins at one role: whoever saves second is told what the first one changed. The change log knows it. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { Refused } from "#lib/errors.ts"

const labels: Record<string, string> = { name: "Name", description: "Description" }

// The key of a role's permission begins with the role's own.
const about = (roleId: string) =>
  sql`r.table_name = any (array['roles', 'role_permissions']) and r.row_key >= ${roleId} and r.row_key < ${`${roleId}0`}`

/** How far the log of this role has come: what its form carries as `seen`. */
export async function versionOf(tx: Tx, roleId: string): Promise<string> {
  const [latest] = await rows<{ n: string | null }>(
    tx,
    sql`select max(r.n)::text as n from change_rows r where ${about(roleId)}`,
  )
  return latest?.n ?? "0"
}

/**
 * Refuses `edited-meanwhile` if somebody changed the role after `seen`, and says what; the form then carries the new version, so
 * that saving again is a decision. Call it before writing.
 */
export async function refuseIfEdited(tx: Tx, roleId: string, seen: string): Promise<void> {
  const edits = await rows<{
    table: "roles" | "role_permissions"
    after: Record<string, string> | null
    permission: string
    by: string | null
  }>(
    tx,
    sql`
      select r.table_name as table, r.after, split_part(r.row_key, '/', 2) as permission,
             nullif(trim(concat_ws(' ', a.first_name, a.last_name)), '') as by
        from change_rows r
        join changes c on c.workspace_id = r.workspace_id and c.id = r.change_id
        left join users a on a.workspace_id = c.workspace_id and a.id = c.actor_id
       where ${about(roleId)} and r.n > ${seen}::bigint
       order by r.n`,
  )
  const told = edits.flatMap(({ table, after, permission, by }) => {
    const who = by ?? "Roster"
    if (table === "role_permissions") return [`${who} ${after ? "put in" : "took out"} ${permission}`]
    return Object.entries(after ?? {}).flatMap(([column, value]) => {
      const label = labels[column]
      return label ? [`${who} ${value ? `set ${label} to ${value}` : `emptied ${label}`}`] : []
    })
  })
  if (told.length === 0) return
  throw new Refused("edited-meanwhile", undefined, {
    detail: `${told.join("; ")}.`,
    values: { seen: await versionOf(tx, roleId) },
  })
}
