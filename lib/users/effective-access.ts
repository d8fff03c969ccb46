/** What a person may do, and where each permission comes from: their type, a role of theirs, a role that a group gives. */
import { sql } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { type Permission, permissions, type UserType, userTypes } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import { rows } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"

/** One way to a permission. `group` gives `role`; without a group the role is direct; without a role the type gives it. */
export type Source = { type: UserType | null; role: string | null; group: string | null }
export type AccessEntry = { permission: Permission; from: Source[] }

/** Each permission that the person holds, in the product's order, with every way to it. Throws NotFound. Needs `users:read`. */
export async function effectiveAccess(actor: Actor, userId: string): Promise<AccessEntry[]> {
  const { type, given } = await read(actor, "users:read", async (tx) => {
    if (!isUuid(userId)) throw new NotFound()
    const [person] = await rows<{ type: UserType }>(tx, sql`select type from users where id = ${userId}`)
    if (!person) throw new NotFound()
    const byRole = await rows<{ permission: Permission; role: string; group: string | null }>(
      tx,
      sql`
        select p.permission, r.name as role, held.group_name as group
          from (
            select ur.workspace_id, ur.role_id, null as group_name from user_roles ur where ur.user_id = ${userId}
            union all
            select gr.workspace_id, gr.role_id, g.name from group_members gm
              join groups g on g.workspace_id = gm.workspace_id and g.id = gm.group_id
              join group_roles gr on gr.workspace_id = g.workspace_id and gr.group_id = g.id
             where gm.user_id = ${userId}
          ) held
          join roles r on r.workspace_id = held.workspace_id and r.id = held.role_id
          join role_permissions p on p.workspace_id = r.workspace_id and p.role_id = r.id
         order by held.group_name nulls first, r.name`,
    )
    return { type: person.type, given: byRole }
  })
  const baseline: readonly Permission[] = userTypes[type].baseline
  return permissions.flatMap((permission) => {
    const from: Source[] = [
      ...(baseline.includes(permission) ? [{ type, role: null, group: null }] : []),
      ...given
        .filter((way) => way.permission === permission)
        .map(({ role, group }) => ({ type: null, role, group })),
    ]
    return from.length === 0 ? [] : [{ permission, from }]
  })
}
