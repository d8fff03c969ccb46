/** What a directory has come to own since: an undo leaves it as it is, as any other change here does. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { refuseErasingByRule } from "#lib/identity-providers/rules.ts"
import type { FoundConflict } from "./conflict-words.ts"

/** What of the change its undo would have to take from a directory; nothing where the database lets it (by_directory()). */
export async function ownedConflicts(tx: Tx, changeId: string): Promise<FoundConflict[]> {
  return rows<FoundConflict>(
    tx,
    sql`
      select distinct r.table_name as table, r.row_key as key, 'owned' as kind, own.what as column, to_jsonb(p.name) as value
        from change_rows r
        join users u on u.id = split_part(r.row_key, '/', 1)::uuid
        join identity_providers p on p.id = u.identity_provider_id and p.enabled_at is not null
        cross join lateral unnest(p.owns) as own (what)
       where r.change_id = ${changeId} and r.table_name in ('users', 'group_members') and not by_directory()
         and case
           when r.table_name = 'group_members' then own.what = 'groups'
           when r.before is null or r.after is null then false
           when own.what = 'names' then r.after ?| array['first_name', 'last_name']
           when own.what = 'email' then r.after ? 'email'
           when own.what = 'status' then r.after ?| array['joined_at', 'suspended_at', 'archived_at']
           else false end
       order by 1, 2, 4 limit 200`,
  )
}

/** Refuses `erase-by-rule` if what was put back lets a rule give what lets erase people. */
export async function refuseErasingPutBack(tx: Tx): Promise<void> {
  const found = await rows(
    tx,
    sql`
      select from change_rows r
       where r.change_id = current_setting('app.change_id')::uuid and r.after is not null
         and (r.table_name in ('group_roles', 'identity_provider_rules')
           or r.table_name = 'role_permissions' and r.after ->> 'permission' = 'users:erase')
       limit 1`,
  )
  if (found.length > 0) await refuseErasingByRule(tx, null)
}
