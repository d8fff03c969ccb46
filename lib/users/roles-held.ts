/** The roles that people hold, directly and by their groups: for a page of people at once. */
import { sql } from "drizzle-orm"
import { adminMark, type Permission, type UserType, userTypes } from "#lib/access/permissions.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"

const marks = [adminMark, "bots:build", "bots:create"] as const satisfies Permission[]
/** A permission that the list and the account panel show by its own name. */
export type Mark = (typeof marks)[number]

/** A role and the group that gives it; `group` null: held directly. `carries`: which of the permissions that the list shows. */
export type RoleHeld = {
  id: string
  name: string
  /** The key in `builtInRoles`; null for a workspace's own. */
  builtIn: string | null
  group: string | null
  groupId: string | null
  /** The provider whose rule gives it, or puts them into the group; null: by hand. */
  rule: string | null
  carries: Mark[]
}

/** What each of these people holds, direct roles first; nobody is in it who holds none. */
export async function rolesHeldBy(tx: Tx, userIds: string[]): Promise<Map<string, RoleHeld[]>> {
  const people = sql`(${sql.param(userIds)}::uuid[])`
  const held = await rows<RoleHeld & { userId: string }>(
    tx,
    sql`
      with known as materialized (
        select r.id, r.name, r.built_in, array(
                 select p.permission from role_permissions p
                  where p.workspace_id = r.workspace_id and p.role_id = r.id and p.permission = any (${sql.param([...marks])}::text[])
               ) as carries
          from roles r
      )
      select held.user_id as "userId", known.id, known.name, known.built_in as "builtIn", held.group_name as group,
             held.group_id as "groupId", p.name as rule, known.carries
        from (
          select workspace_id, user_id, role_id, null as group_name, null::uuid as group_id, identity_provider_id from user_roles where user_id = any ${people}
          union all
          select gm.workspace_id, gm.user_id, gr.role_id, g.name, g.id, gm.identity_provider_id from group_members gm
            join groups g on g.workspace_id = gm.workspace_id and g.id = gm.group_id
            join group_roles gr on gr.workspace_id = g.workspace_id and gr.group_id = g.id
           where gm.user_id = any ${people}
        ) held
        join known on known.id = held.role_id
        left join identity_providers p on p.workspace_id = held.workspace_id and p.id = held.identity_provider_id
       order by held.group_name nulls first, known.name`,
  )
  const byPerson = new Map<string, RoleHeld[]>()
  for (const { userId, ...role } of held) byPerson.set(userId, [...(byPerson.get(userId) ?? []), role])
  return byPerson
}

/** Whether somebody of this type who holds these roles has the Admin permissions. */
export const isAdmin = (type: UserType, roles: RoleHeld[]): boolean => carry(type, roles, adminMark)

/** Bot Builder access (K): it follows from what the type, the roles and the groups permit together. */
export type BotBuilderAccess = "none" | "builder" | "creator"

export function botBuilderAccess(type: UserType, roles: RoleHeld[]): BotBuilderAccess {
  if (!carry(type, roles, "bots:build")) return "none"
  return carry(type, roles, "bots:create") ? "creator" : "builder"
}

const carry = (type: UserType, roles: RoleHeld[], mark: Mark): boolean =>
  (userTypes[type].baseline as readonly Permission[]).includes(mark) ||
  roles.some(({ carries }) => carries.includes(mark))
