/** Two admins at the form of the sign-in policy: whoever saves second is told what the first one changed. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { Refused } from "#lib/errors.ts"
import { policyLabels } from "./policy-labels.ts"

const about = (workspaceId: string) => sql`r.table_name = 'workspaces' and r.row_key = ${workspaceId}`

/** How far the log of the workspace's own settings has come: what the form carries as `seen`. */
export async function policyVersion(tx: Tx, workspaceId: string): Promise<string> {
  const [latest] = await rows<{ n: string | null }>(
    tx,
    sql`select max(r.n)::text as n from change_rows r where ${about(workspaceId)}`,
  )
  return latest?.n ?? "0"
}

/**
 * Refuses `edited-meanwhile` if somebody changed the policy after `seen`, and says what; the form then carries the new version, so that
 * saving again is a decision. Call it before writing.
 */
export async function refuseIfPolicyEdited(tx: Tx, workspaceId: string, seen: string): Promise<void> {
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
      const label = policyLabels[column]
      return label ? [`${by ?? "Roster"} set ${label} to ${wordOf(value)}`] : []
    }),
  )
  if (told.length === 0) return
  throw new Refused("edited-meanwhile", undefined, {
    detail: `${told.join("; ")}.`,
    values: { seen: await policyVersion(tx, workspaceId) },
  })
}

function wordOf(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no"
  if (value === null) return "the default"
  return Array.isArray(value) ? value.map(String).join(", ") : String(value as number)
}
