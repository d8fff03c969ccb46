/** What stands in the way of putting a service account back: what is asked where one is made or edited holds for an undo too. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { isNameTaken, tooMany } from "#lib/service-accounts/creation.ts"
import type { FoundConflict } from "./conflict-words.ts"

type PutBack = {
  id: string
  name: string
  deleted: boolean
  /** It was deleted, or had another name or owner. */
  back: boolean
  renamed: boolean
  handed: boolean
  owner: string
  ownerStatus: string
}

/**
 * Of the service accounts that this change put back: those whose name another one has by now, and those for whom somebody would answer
 * who may not. As at editing, who answered all along and was suspended may stay. Refuses `too-many-service-accounts`.
 */
export async function serviceConflicts(tx: Tx): Promise<FoundConflict[]> {
  const accounts = await rows<PutBack>(
    tx,
    sql`
      with own as (
        select table_name, row_key, after from change_rows
         where change_id = current_setting('app.change_id')::uuid and table_name in ('users', 'service_accounts') and after is not null
      )
      select u.id, u.first_name as name, u.archived_at is not null as deleted, trim(concat_ws(' ', o.first_name, o.last_name)) as owner, o.status as "ownerStatus",
             exists (select from own where table_name = 'users' and row_key = u.id::text and after ? 'archived_at') as back,
             exists (select from own where table_name = 'users' and row_key = u.id::text and after ? 'first_name') as renamed,
             exists (select from own where table_name = 'service_accounts' and row_key = u.id::text and after ? 'owner_id') as handed
        from users u
        join service_accounts s on s.workspace_id = u.workspace_id and s.user_id = u.id
        join users o on o.workspace_id = s.workspace_id and o.id = s.owner_id
       where u.id = any (array(select row_key::uuid from own)) and u.type = 'service'`,
  )
  const conflicts: FoundConflict[] = []
  for (const { id, name, deleted, back, renamed, handed, owner, ownerStatus } of accounts) {
    const of = { table: "service_accounts", key: id, value: owner }
    if (deleted) {
      // Of one that was deleted since, nothing is put back unseen.
      if (!back) conflicts.push({ ...of, table: "users", kind: "archived", column: null })
      continue
    }
    if ((back || renamed) && (await isNameTaken(tx, name, id)))
      conflicts.push({ ...of, kind: "taken", column: null })
    if ((back && ownerStatus === "archived") || (handed && ownerStatus !== "active"))
      conflicts.push({ ...of, kind: "owner-unfit", column: ownerStatus })
    refuse(back && (await tooMany(tx, 1)), "too-many-service-accounts")
  }
  return conflicts
}
