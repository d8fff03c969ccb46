/** What would give somebody a permission that they lack: a role, a group, another user type. */
import { sql } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { type Permission, type UserType, userTypeNames, userTypes } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import { rows } from "#lib/access/transaction.ts"
import type { Named } from "./ways.ts"

const named = 20

export type GivingAccess = {
  /** With all that the role permits, for who may give only what they hold. */
  roles: (Named & { permits: Permission[] })[]
  /** Groups that give such a role to their members. */
  groups: (Named & { roles: string[] })[]
  types: UserType[]
}

/** All that gives the permission, of roles and groups the first 20 by name. Needs `users:read`. */
export async function waysToGive(actor: Actor, permission: Permission): Promise<GivingAccess> {
  return read(actor, "users:read", async (tx) => {
    const roles = await rows<GivingAccess["roles"][number]>(
      tx,
      sql`
        select r.id, r.name, array(
                 select p.permission from role_permissions p where p.workspace_id = r.workspace_id and p.role_id = r.id
               ) as permits
          from role_permissions rp join roles r on r.workspace_id = rp.workspace_id and r.id = rp.role_id
         where rp.permission = ${permission} order by r.built_in is null, r.name_norm limit ${named}`,
    )
    const groups = await rows<GivingAccess["groups"][number]>(
      tx,
      sql`
        select g.id, g.name, array_agg(r.name order by r.name_norm) as roles
          from role_permissions rp
          join roles r on r.workspace_id = rp.workspace_id and r.id = rp.role_id
          join group_roles gr on gr.workspace_id = rp.workspace_id and gr.role_id = rp.role_id
          join groups g on g.workspace_id = gr.workspace_id and g.id = gr.group_id
         where rp.permission = ${permission} group by g.id, g.name, g.name_norm order by g.name_norm limit ${named}`,
    )
    return { roles, groups, types: typesWith(permission) }
  })
}

/** The user types whose baseline has the permission in it. */
export const typesWith = (permission: Permission): UserType[] =>
  userTypeNames.filter((type) => (userTypes[type].baseline as readonly Permission[]).includes(permission))
