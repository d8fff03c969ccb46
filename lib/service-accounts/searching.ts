/** Service accounts found by name: they are few, so that no index of letters is needed. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { searchPattern } from "#lib/person-name.ts"

/** The ids of those whose name has it in it, deleted ones too, the first 1,000. */
export async function searchServices(tx: Tx, search: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`select id from users where type = 'service' and search like ${searchPattern(search)} order by sort_name, id limit 1000`,
  )
  return found.map(({ id }) => id)
}
