/** Whether a group has somebody in it who is beyond the actor: what deleting it would be refused for. */
import { sql } from "drizzle-orm"
import { type Permission, userTypeNames, userTypes } from "#lib/access/permissions.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"

/**
 * Whether one of its members, also an archived one, holds one of these permissions. Member by member, but against what carries these
 * permissions, found once: by everything that each of them holds, 100,000 would take as long as deleting the group.
 */
export async function hasMemberWith(tx: Tx, groupId: string, wanted: Permission[]): Promise<boolean> {
  if (wanted.length === 0) return false
  const types = userTypeNames.filter((type) =>
    userTypes[type].baseline.some((permission: Permission) => wanted.includes(permission)),
  )
  const carrying = sql`select rp.role_id from role_permissions rp where rp.permission = any (${sql.param(wanted)}::text[])`
  const [found] = await rows<{ there: boolean }>(
    tx,
    sql`
      select exists (
        select from group_members gm
         where gm.group_id = ${groupId} and (
           (select u.type from users u where u.workspace_id = gm.workspace_id and u.id = gm.user_id)
             = any (${sql.param(types)}::text[])
           or exists (
             select from user_roles ur
              where ur.workspace_id = gm.workspace_id and ur.user_id = gm.user_id and ur.role_id = any (array(${carrying})))
           or exists (
             select from group_members other
              where other.workspace_id = gm.workspace_id and other.user_id = gm.user_id
                and other.group_id = any (array(select gr.group_id from group_roles gr where gr.role_id in (${carrying})))))) as there`,
  )
  return found!.there
}
