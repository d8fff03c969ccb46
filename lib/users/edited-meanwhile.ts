/** Two admins at one form: whoever saves second is told what the first one changed. The change log knows it. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { Refused } from "#lib/errors.ts"

const labels: Record<string, string> = {
  first_name: "First name",
  last_name: "Last name",
  email: "Email",
  phone: "Phone",
  external_id: "External ID",
  timezone: "Timezone",
}

type EditedTable = "users" | "user_roles" | "group_members"

const about = (userId: string, tables: EditedTable[]) =>
  sql`r.table_name = any (${sql.param(tables)}::text[]) and r.row_key >= ${userId} and r.row_key < ${`${userId}0`}`

/** How far the log of this person's fields, roles and groups has come: what a form carries as `seen`. */
export async function versionOf(tx: Tx, userId: string): Promise<string> {
  const [latest] = await rows<{ n: string | null }>(
    tx,
    sql`select max(r.n)::text as n from change_rows r where ${about(userId, ["users", "user_roles", "group_members"])}`,
  )
  return latest?.n ?? "0"
}

/**
 * Refuses `edited-meanwhile` if somebody changed the person's fields or roles (or what `tables` names) after `seen`, and says what; the form then carries
 * the new version, so that saving again is a decision. Call it before writing.
 */
export async function refuseIfEdited(
  tx: Tx,
  userId: string,
  seen: string,
  tables: EditedTable[] = ["users", "user_roles"],
): Promise<void> {
  const edits = await rows<{
    table: EditedTable
    after: Record<string, string | null> | null
    by: string | null
    role: string | null
    group: string | null
    given: boolean
  }>(
    tx,
    sql`
      select r.table_name as table, r.after, nullif(trim(concat_ws(' ', a.first_name, a.last_name)), '') as by,
             role.name as role, g.name as group, r.after is not null as given
        from change_rows r
        join changes c on c.workspace_id = r.workspace_id and c.id = r.change_id
        left join users a on a.workspace_id = c.workspace_id and a.id = c.actor_id
        left join roles role on role.workspace_id = r.workspace_id and role.id = nullif(split_part(r.row_key, '/', 2), '')::uuid
        left join groups g on g.workspace_id = r.workspace_id and g.id = nullif(split_part(r.row_key, '/', 2), '')::uuid
       where ${about(userId, tables)} and r.n > ${seen}::bigint
       order by r.n`,
  )
  const told = edits.flatMap(({ table, after, by, role, group, given }) => {
    const who = by ?? "Roster"
    if (table === "user_roles")
      return [`${who} ${given ? "added" : "removed"} the role ${role ?? "(deleted)"}`]
    if (table === "group_members")
      return [`${who} ${given ? "added" : "removed"} the group ${group ?? "(deleted)"}`]
    return Object.entries(after ?? {}).flatMap(([column, value]) => {
      const label = labels[column]
      return label ? [`${who} ${value ? `set ${label} to ${value}` : `emptied ${label}`}`] : []
    })
  })
  if (told.length === 0) return
  throw new Refused("edited-meanwhile", undefined, {
    detail: `${told.join("; ")}.`,
    values: { seen: await versionOf(tx, userId) },
  })
}
