/** What every look at a person selects: status as it is now, whether they hold a permission, when they were invited. */
import { ne, sql } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import type { Permission } from "#lib/access/permissions.ts"
import type { UserStatus } from "./status.ts"

/** The shown status: the stored one, or Locked while a lock holds (PRODUCT §3: suspended › locked › Not active). */
export const statusNow = sql<UserStatus>`case when ${users.status} in ('active', 'invited') and ${users.lockedUntil} > now() then 'locked' else ${users.status} end`

/** Service accounts are no people. */
export const isPerson = ne(users.type, "service")

const ofUser = sql`u.workspace_id = ${users.workspaceId} and u.user_id = ${users.id}`

/** Whether the person holds one of these permissions, by type, role or group. */
export const holdsAnyOf = (wanted: Permission[]) =>
  sql<boolean>`exists (select from user_permissions u where ${ofUser} and u.permission = any (${sql.param(wanted)}::text[]))`

/** When the newest invitation or temporary password was sent. */
export const invitedAt = sql<string | null>`(
  select max(m.queued_at) from mails m where m.workspace_id = ${users.workspaceId} and m.user_id = ${users.id}
  and m.template in ('invitation', 'invitation-by-provider', 'temporary-password'))`

/** When they signed in last. */
export const lastSignInAt = sql<string | null>`(
  select a.last_sign_in_at from user_activity a where a.workspace_id = ${users.workspaceId} and a.user_id = ${users.id})`
