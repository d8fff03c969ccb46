/** Two admins at one form of the settings: whoever saves second is told what the first one changed. As for people. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { Refused } from "#lib/errors.ts"

const about = (workspaceId: string) => sql`r.table_name = 'workspaces' and r.row_key = ${workspaceId}`

/** How far the log of the workspace's settings has come: what a form carries as `seen`. */
export async function versionOf(tx: Tx, workspaceId: string): Promise<string> {
  const [latest] = await rows<{ n: string | null }>(
    tx,
    sql`select max(r.n)::text as n from change_rows r where ${about(workspaceId)}`,
  )
  return latest?.n ?? "0"
}

/**
 * Refuses `edited-meanwhile` if somebody changed one of these settings after `seen`, and says what; the form then carries the new
 * version, so that saving again is a decision. `labels`: how the form calls each column. Call it before writing.
 */
export async function refuseIfEdited(
  tx: Tx,
  workspaceId: string,
  seen: string,
  labels: Readonly<Record<string, string>>,
): Promise<void> {
  const edits = await rows<{ after: Record<string, unknown> | null; by: string | null }>(
    tx,
    sql`
      select r.after, nullif(concat_ws(' ', a.first_name, a.last_name), '') as by
        from change_rows r
        join changes c on c.workspace_id = r.workspace_id and c.id = r.change_id
        left join users a on a.workspace_id = c.workspace_id and a.id = c.actor_id
       where ${about(workspaceId)} and r.n > ${seen}::bigint
       order by r.n`,
  )
  const told = edits.flatMap(({ after, by }) =>
    Object.entries(after ?? {}).flatMap(([column, value]) => {
      const label = labels[column]
      if (!label) return []
      return [
        `${by ?? "Roster"} ${typeof value === "string" ? `set ${label} to ${value}` : `emptied ${label}`}`,
      ]
    }),
  )
  if (told.length === 0) return
  throw new Refused("edited-meanwhile", undefined, {
    detail: `${told.join("; ")}.`,
    values: { seen: await versionOf(tx, workspaceId) },
  })
}
