/** Who holds a permission by type, role or group: as a set, and asked of one person at a time. For the filters of the list. */
import { type SQL, sql } from "drizzle-orm"
import type { Permission } from "#lib/access/permissions.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { typesWith } from "./giving-access.ts"

/** `holders`: a query for each way, which name some twice and people in the archive. `active`: by type, only who is active. */
export async function holdersOfPermission(
  tx: Tx,
  permission: Permission,
  { workspaceId, id }: { workspaceId: SQL; id: SQL },
  { active = false }: { active?: boolean } = {},
): Promise<{ holders: SQL[]; asked: SQL }> {
  const carrying = await rows<{ role: string; group: string | null }>(
    tx,
    sql`
      select rp.role_id as role, gr.group_id as group from role_permissions rp
        left join group_roles gr on gr.workspace_id = rp.workspace_id and gr.role_id = rp.role_id
       where rp.permission = ${permission}`,
  )
  const types = sql`any (${sql.param(typesWith(permission))}::text[])`
  const roles = sql`any (${sql.param([...new Set(carrying.map(({ role }) => role))])}::uuid[])`
  const groups = sql`any (${sql.param([...new Set(carrying.flatMap(({ group }) => group ?? []))])}::uuid[])`
  return {
    holders: [
      sql`select id as user_id from users where type = ${types} and ${active ? sql`status = 'active'` : sql`archived_at is null`}`,
      sql`select user_id from user_roles where role_id = ${roles}`,
      sql`select user_id from group_members where group_id = ${groups}`,
    ],
    // "offset 0" keeps the planner from collecting all holders first.
    asked: sql`(exists (
        select from users u where u.workspace_id = ${workspaceId} and u.id = ${id} and u.type = ${types} offset 0)
      or exists (
        select from user_roles ur where ur.workspace_id = ${workspaceId} and ur.user_id = ${id} and ur.role_id = ${roles} offset 0)
      or exists (
        select from group_members gm where gm.workspace_id = ${workspaceId} and gm.user_id = ${id} and gm.group_id = ${groups} offset 0))`,
  }
}
