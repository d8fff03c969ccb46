/** Two at one form: whoever saves second is told what the first one changed. The change log knows it. */
import { type SQL, sql } from "drizzle-orm"
import { Refused } from "#lib/errors.ts"
import { rows, type Tx } from "./transaction.ts"

type Image = Record<string, unknown> | null
type Logged = {
  n: string
  table: string
  part: string
  before: Image
  after: Image
  by: string
  given: string | null
}

/**
 * One row that somebody changed. `part`: the second part of its key; `given`: the name of the role or group that this is, if there still
 * is one.
 */
export type Edit = Omit<Logged, "n">

/** What the log says of a thing: the rows of these tables whose key is its id, or begins with it. */
export const rowsAbout = (id: string, tables: readonly string[]): SQL =>
  sql`r.table_name = any (${sql.param(tables)}::text[]) and r.row_key >= ${id} and r.row_key < ${`${id}0`}`

/** How far that has come: what a form carries as `seen`. */
export async function versionOf(tx: Tx, about: SQL): Promise<string> {
  const [latest] = await rows<{ n: string | null }>(
    tx,
    sql`select max(r.n)::text as n from change_rows r where ${about}`,
  )
  return latest?.n ?? "0"
}

/**
 * Refuses `edited-meanwhile` if there is something to `tell` of what somebody changed after `seen`, and says it; the form then carries the
 * new version, so that saving again is a decision. Call it before writing.
 */
export async function refuseIfEdited(
  tx: Tx,
  about: SQL,
  seen: string,
  tell: (edit: Edit) => string[],
): Promise<void> {
  const edits = await rows<Logged>(
    tx,
    sql`
      select r.n::text as n, r.table_name as table, split_part(r.row_key, '/', 2) as part, r.before, r.after,
             coalesce(nullif(trim(concat_ws(' ', a.first_name, a.last_name)), ''), 'Roster') as by,
             coalesce(role.name, g.name) as given
        from change_rows r
        join changes c on c.workspace_id = r.workspace_id and c.id = r.change_id
        left join users a on a.workspace_id = c.workspace_id and a.id = c.actor_id
        left join roles role on role.workspace_id = r.workspace_id and r.table_name in ('user_roles', 'group_roles')
          and role.id::text = split_part(r.row_key, '/', 2)
        left join groups g on g.workspace_id = r.workspace_id and r.table_name = 'group_members'
          and g.id::text = split_part(r.row_key, '/', 2)
       where ${about} and r.n > ${seen}::bigint
       order by r.n`,
  )
  const told = new Set(edits.flatMap(tell))
  if (told.size === 0) return
  throw new Refused("edited-meanwhile", undefined, {
    detail: `${[...told].join("; ")}.`,
    values: { seen: edits.at(-1)!.n },
  })
}

/** "Maya set Name to Acme", "Maya emptied Name": of the columns that have a label. */
export function columnsEdited(
  { before, after, by }: Edit,
  labels: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(labels).flatMap(([column, label]) => {
    const value = wordOf(after?.[column])
    if (value === wordOf(before?.[column])) return []
    return [`${by} ${value ? `set ${label} to ${value}` : `emptied ${label}`}`]
  })
}

/** "Maya added the role Agent". */
export const givingTold = ({ after, by, given }: Edit, kind: "role" | "group"): string =>
  `${by} ${after ? "added" : "removed"} the ${kind} ${given ?? "(deleted)"}`

function wordOf(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no"
  if (Array.isArray(value)) return value.map(String).join(", ")
  return typeof value === "string" || typeof value === "number" ? String(value) : ""
}
