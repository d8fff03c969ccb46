/** What every look at a person selects: status as it is now, the Admin mark, roles with the group that gives them. */
import { sql } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import { adminMark, type Permission } from "#lib/access/permissions.ts"
import type { UserStatus } from "./status.ts"

/** The shown status: the stored one, or Locked while a lock holds (PRODUCT §3: suspended › locked › Not active). */
export const statusNow = sql<UserStatus>`case when ${users.status} in ('active', 'invited') and ${users.lockedUntil} > now() then 'locked' else ${users.status} end`

const ofUser = sql`u.workspace_id = ${users.workspaceId} and u.user_id = ${users.id}`

/** Whether the person holds one of these permissions, by type, role or group. */
export const holdsAnyOf = (wanted: Permission[]) =>
  sql<boolean>`exists (select from user_permissions u where ${ofUser} and u.permission = any (${sql.param(wanted)}::text[]))`

/** Whether the person holds the Admin permissions. */
export const holdsAdmin = holdsAnyOf([adminMark])

/** `[{name, group}]`, direct ones (group null) first. */
export const rolesHeld = sql<{ id: string; name: string; group: string | null }[]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', held.id, 'name', held.name, 'group', held.group_name) order by held.group_name nulls first, held.name)
  from (
    select r.id, r.name, null as group_name from user_roles u
      join roles r on r.workspace_id = u.workspace_id and r.id = u.role_id where ${ofUser}
    union all
    select r.id, r.name, g.name from group_members u
      join groups g on g.workspace_id = u.workspace_id and g.id = u.group_id
      join group_roles gr on gr.workspace_id = g.workspace_id and gr.group_id = g.id
      join roles r on r.workspace_id = gr.workspace_id and r.id = gr.role_id where ${ofUser}
  ) held), '[]'::jsonb)`

/** When the newest invitation or temporary password was sent. */
export const invitedAt = sql<string | null>`(
  select max(m.queued_at) from mails m where m.workspace_id = ${users.workspaceId} and m.user_id = ${users.id}
  and m.template in ('invitation', 'temporary-password'))`

/** When they signed in last. */
export const lastSignInAt = sql<string | null>`(
  select a.last_sign_in_at from user_activity a where a.workspace_id = ${users.workspaceId} and a.user_id = ${users.id})`
