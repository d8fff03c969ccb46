/** The way in that stays when single sign-on is enforced: who may use a password all the same (K). */
import { sql } from "drizzle-orm"
import { userTypeNames, userTypes } from "#lib/access/permissions.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"

export type BypassHolder = { id: string; firstName: string; lastName: string; hasPassword: boolean }

const types = userTypeNames.filter((type) =>
  (userTypes[type].baseline as readonly string[]).includes("sso:bypass"),
)

/** Active people with `sso:bypass`, by name; `hasPassword`: one of their own, so that they get in when the provider is down. */
export async function bypassHolders(tx: Tx): Promise<BypassHolder[]> {
  // From the few roles that carry it to their holders: the view of everybody's permissions has a row for each of everybody's.
  return rows<BypassHolder>(
    tx,
    sql`
    with carrying as (select role_id from role_permissions where permission = 'sso:bypass'),
    holders as (
      select id from users where type = any (${sql.param(types)}::text[]) and status = 'active'
      union select user_id from user_roles where role_id in (select role_id from carrying)
      union select gm.user_id from group_members gm join group_roles gr on gr.workspace_id = gm.workspace_id and gr.group_id = gm.group_id
             where gr.role_id in (select role_id from carrying))
    select u.id, u.first_name as "firstName", u.last_name as "lastName",
           exists (select from credentials c
                    where c.workspace_id = u.workspace_id and c.user_id = u.id and c.temporary_until is null) as "hasPassword"
      from holders join users u on u.id = holders.id and u.status = 'active' and u.type <> 'service'
     order by u.sort_name, u.id`,
  )
}
