/** Changes that undo each other: what a chain of them began with, and what undid what. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { titleOfChange } from "./words.ts"

/** For each of these changes the action at the beginning of its chain of undos; its own if it undoes nothing. */
export async function rootActions(tx: Tx, ids: string[]): Promise<Map<string, string>> {
  const found = await rows<{ id: string; action: string }>(
    tx,
    sql`
      with recursive chain as (
        select c.id as of, c.action, c.undoes from changes c where c.id = any (${sql.param(ids)}::uuid[])
        union all
        select chain.of, c.action, c.undoes from chain join changes c on c.id = chain.undoes
      )
      select of as id, action from chain where undoes is null`,
  )
  return new Map(found.map(({ id, action }) => [id, action]))
}

/** How each of these changes is called. */
export async function titlesOf(tx: Tx, ids: string[]): Promise<Map<string, string>> {
  const found = await rows<{ id: string; action: string }>(
    tx,
    sql`select id, action from changes where id = any (${sql.param(ids)}::uuid[])`,
  )
  return new Map(found.map(({ id, action }) => [id, titleOfChange(action)]))
}

/** By which change each of these is undone now, and by whom: an undo that was undone itself is in force no more. */
export async function undosOf(tx: Tx, ids: string[]) {
  const found = await rows<{ undoes: string; id: string; at: string; by: string | null }>(
    tx,
    sql`
      select c.undoes, c.id, c.at, nullif(trim(concat_ws(' ', u.first_name, u.last_name)), '') as by
        from changes c left join users u on u.workspace_id = c.workspace_id and u.id = c.actor_id
       where c.undoes = any (${sql.param(ids)}::uuid[]) and not is_undone(c.id)`,
  )
  return new Map(
    found.map(({ undoes, id, at, by }) => [undoes, { id, at: new Date(at), by: by ?? "Roster" }]),
  )
}
