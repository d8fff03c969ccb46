/** The ways by which people come to what they hold: their type, a role of theirs, a role that a group gives. */
import { type SQL, sql } from "drizzle-orm"
import { type AccountType, type Permission, type UserType, userTypes } from "#lib/access/permissions.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"

export type Named = { id: string; name: string }

/**
 * One way. `group` gives `role`; without a group the role is direct; without a role the type gives it. `rule`: which rule of which provider
 * gives the role or put them into the group ("Microsoft Entra, group support-berlin"); null: by hand.
 */
export type Way = { type: UserType | null; role: Named | null; group: Named | null; rule: string | null }

/** The way that a type is to what its baseline has in it. */
export const wayByType = (type: AccountType, permission: Permission): Way[] =>
  type !== "service" && (userTypes[type].baseline as readonly Permission[]).includes(permission)
    ? [{ type, role: null, group: null, rule: null }]
    : []

const none = sql`array[]::text[]`

// Of `held`; the value is the one by which the person has it now, if the provider named it last time.
const ruleInWords = sql`case when held.identity_provider_id is not null then (
  select concat_ws(', group ', p.name, (
           select min(r.value) from identity_provider_rules r
             join identity_links l on l.workspace_id = r.workspace_id and l.user_id = held.user_id and l.provider_id = r.provider_id
            where r.workspace_id = p.workspace_id and r.provider_id = p.id and r.value = any (l.groups)
              and (r.group_id = held.group_id or held.group_id is null and r.role_id = held.role_id)))
    from identity_providers p where p.workspace_id = held.workspace_id and p.id = held.identity_provider_id) end`

/** The roles that these people hold, once for each way, direct ones first, each with what it permits; `only`: a condition on `r`, the role. */
export async function rolesByWay(
  tx: Tx,
  userIds: string[],
  { only = sql`true`, permits = none }: { only?: SQL; permits?: SQL } = {},
): Promise<
  { userId: string; role: Named; group: Named | null; rule: string | null; permits: Permission[] }[]
> {
  const people = sql`(${sql.param(userIds)}::uuid[])`
  const found = await rows<{
    userId: string
    roleId: string
    role: string
    groupId: string | null
    group: string | null
    rule: string | null
    permits: Permission[]
  }>(
    tx,
    sql`
      with known as materialized (select r.id, r.name, ${permits} as permits from roles r where ${only})
      select held.user_id as "userId", known.id as "roleId", known.name as role, g.id as "groupId", g.name as group, ${ruleInWords} as rule, known.permits
        from (
          select workspace_id, user_id, role_id, null::uuid as group_id, identity_provider_id from user_roles where user_id = any ${people}
          union all
          select gm.workspace_id, gm.user_id, gr.role_id, gm.group_id, gm.identity_provider_id from group_members gm
            join group_roles gr on gr.workspace_id = gm.workspace_id and gr.group_id = gm.group_id
           where gm.user_id = any ${people}
        ) held
        join known on known.id = held.role_id
        left join groups g on g.workspace_id = held.workspace_id and g.id = held.group_id
       order by g.name nulls first, known.name`,
  )
  return found.map(({ userId, roleId, role, groupId, group, rule, permits: permitted }) => ({
    userId,
    role: { id: roleId, name: role },
    group: groupId === null ? null : { id: groupId, name: group! },
    rule,
    permits: permitted,
  }))
}

/** For `only`: the roles that carry the permission. */
export const carries = (permission: Permission) => sql`exists (
  select from role_permissions p where p.workspace_id = r.workspace_id and p.role_id = r.id and p.permission = ${permission})`

/** For `permits`: all that a role carries. */
export const everyPermission = sql`array(
  select p.permission from role_permissions p where p.workspace_id = r.workspace_id and p.role_id = r.id)`
