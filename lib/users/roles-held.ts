/** The roles that people hold, directly and by their groups: for a page of people at once. */
import { sql } from "drizzle-orm"
import { adminMark, type Permission, type UserType, userTypes } from "#lib/access/permissions.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"

/** A role and the group that gives it; `group` null: held directly. `admin`: it carries the Admin permissions. */
export type RoleHeld = { id: string; name: string; group: string | null; admin: boolean }

/** What each of these people holds, direct roles first; nobody is in it who holds none. */
export async function rolesHeldBy(tx: Tx, userIds: string[]): Promise<Map<string, RoleHeld[]>> {
  const people = sql`(${sql.param(userIds)}::uuid[])`
  const held = await rows<RoleHeld & { userId: string }>(
    tx,
    sql`
      with known as materialized (
        select r.id, r.name, p.permission is not null as admin
          from roles r
          left join role_permissions p on p.workspace_id = r.workspace_id and p.role_id = r.id and p.permission = ${adminMark}
      )
      select held.user_id as "userId", known.id, known.name, held.group_name as group, known.admin
        from (
          select user_id, role_id, null as group_name from user_roles where user_id = any ${people}
          union all
          select gm.user_id, gr.role_id, g.name from group_members gm
            join groups g on g.workspace_id = gm.workspace_id and g.id = gm.group_id
            join group_roles gr on gr.workspace_id = g.workspace_id and gr.group_id = g.id
           where gm.user_id = any ${people}
        ) held
        join known on known.id = held.role_id
       order by held.group_name nulls first, known.name`,
  )
  return Map.groupBy(held, ({ userId }) => userId)
}

/** Whether somebody of this type who holds these roles has the Admin permissions. */
export const isAdmin = (type: UserType, roles: RoleHeld[]): boolean =>
  (userTypes[type].baseline as readonly Permission[]).includes(adminMark) || roles.some(({ admin }) => admin)
