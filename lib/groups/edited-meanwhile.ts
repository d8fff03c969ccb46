/** Two admins at one form of a group: whoever saves second is told what the first one changed. As for people. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { Refused } from "#lib/errors.ts"

type EditedTable = "groups" | "group_roles"

const labels: Record<string, string> = { name: "Name", description: "Description" }

const about = (groupId: string, tables: EditedTable[]) =>
  sql`r.table_name = any (${sql.param(tables)}::text[]) and r.row_key >= ${groupId} and r.row_key < ${`${groupId}0`}`

/** How far the log of the group's fields and roles has come: what a form carries as `seen`. */
export async function versionOf(tx: Tx, groupId: string): Promise<string> {
  const [latest] = await rows<{ n: string | null }>(
    tx,
    sql`select max(r.n)::text as n from change_rows r where ${about(groupId, ["groups", "group_roles"])}`,
  )
  return latest?.n ?? "0"
}

/** Whether the log says that the group was here and is gone. */
export async function isDeleted(tx: Tx, groupId: string): Promise<boolean> {
  const [latest] = await rows<{ gone: boolean }>(
    tx,
    sql`select r.after is null as gone from change_rows r where r.table_name = 'groups' and r.row_key = ${groupId} order by r.n desc limit 1`,
  )
  return latest?.gone ?? false
}

/**
 * Refuses `edited-meanwhile` if somebody changed this of the group after `seen`, and says what; the form then carries the new version,
 * so that saving again is a decision. Call it before writing.
 */
export async function refuseIfEdited(
  tx: Tx,
  groupId: string,
  seen: string,
  table: EditedTable,
): Promise<void> {
  const edits = await rows<{
    after: Record<string, string | null> | null
    by: string | null
    role: string | null
  }>(
    tx,
    sql`
      select r.after, nullif(trim(concat_ws(' ', a.first_name, a.last_name)), '') as by, role.name as role
        from change_rows r
        join changes c on c.workspace_id = r.workspace_id and c.id = r.change_id
        left join users a on a.workspace_id = c.workspace_id and a.id = c.actor_id
        left join roles role on role.workspace_id = r.workspace_id and role.id = nullif(split_part(r.row_key, '/', 2), '')::uuid
       where ${about(groupId, [table])} and r.n > ${seen}::bigint
       order by r.n`,
  )
  const told = edits.flatMap(({ after, by, role }) => {
    const who = by ?? "Roster"
    if (table === "group_roles")
      return [`${who} ${after ? "added" : "removed"} the role ${role ?? "(deleted)"}`]
    return Object.entries(after ?? {}).flatMap(([column, value]) => {
      const label = labels[column]
      return label ? [`${who} ${value ? `set ${label} to ${value}` : `emptied ${label}`}`] : []
    })
  })
  if (told.length === 0) return
  throw new Refused("edited-meanwhile", undefined, {
    detail: `${told.join("; ")}.`,
    values: { seen: await versionOf(tx, groupId) },
  })
}
