/** What the open change has given and taken so far, by the names of roles and groups. For previews; the change's own rows know it. */
import { sql } from "drizzle-orm"

/** A query of `user_id`, `name` and `given` (else taken), one row for each. */
export const movedThings = sql`
  select split_part(r.row_key, '/', 1)::uuid as user_id, coalesce(ro.name, g.name) as name, r.before is null as given
    from change_rows r
    left join roles ro on r.table_name = 'user_roles' and ro.id = split_part(r.row_key, '/', 2)::uuid
    left join groups g on r.table_name = 'group_members' and g.id = split_part(r.row_key, '/', 2)::uuid
   where r.change_id = current_setting('app.change_id')::uuid and r.table_name in ('user_roles', 'group_members')`
