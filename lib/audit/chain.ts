/** Undos of undos: what a chain of them began with. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"

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
