/** The service accounts that a person answers for: said before they are deleted. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"

/** By name, deleted ones left aside. */
export async function accountsAnsweredFor(tx: Tx, userId: string): Promise<{ id: string; name: string }[]> {
  return rows(
    tx,
    sql`
      select u.id, u.first_name as name from service_accounts s
        join users u on u.workspace_id = s.workspace_id and u.id = s.user_id
       where s.owner_id = ${userId} and u.archived_at is null order by u.sort_name, u.id`,
  )
}
