/** One role as its page shows it, and what the reader may do with it. */
import { asc, count, eq, sql } from "drizzle-orm"
import { groupRoles, groups } from "#db/schema/groups.ts"
import { rolePermissions, roles } from "#db/schema/roles.ts"
import { type Actor, can } from "#lib/access/actor.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { lackingRank } from "#lib/access/rank.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound, type RefusalCode } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"
import { versionOf } from "./edited-meanwhile.ts"
import { holdersOf } from "./holders.ts"

const countedTo = 10_000
const groupsNamed = 20

export type RoleDetail = Awaited<ReturnType<typeof getRole>>

/** The role with its holders, and `groups`: the first that carry it, by name. Throws NotFound. Needs `users:read`. */
export async function getRole(actor: Actor, roleId: string) {
  if (!isUuid(roleId)) throw new NotFound()
  return read(actor, "users:read", async (tx) => {
    const [role] = await tx.select().from(roles).where(eq(roles.id, roleId))
    if (!role) throw new NotFound()
    const { id, name, description, builtIn } = role
    const permissions = await permissionsOf(tx, id)
    const holders = (await holdersOf(tx, [id], countedTo)).get(id)!
    return {
      id,
      name,
      description,
      builtIn: builtIn !== null,
      permissions,
      version: await versionOf(tx, id),
      ...holders,
      ...(await carriersOf(tx, id)),
      may: mayWith(actor, { builtIn: builtIn !== null, permissions }),
    }
  })
}

async function permissionsOf(tx: Tx, roleId: string): Promise<Permission[]> {
  const found = await tx
    .select({ permission: sql<Permission>`${rolePermissions.permission}` })
    .from(rolePermissions)
    .where(eq(rolePermissions.roleId, roleId))
  return found.map(({ permission }) => permission)
}

async function carriersOf(tx: Tx, roleId: string) {
  const carrying = eq(groupRoles.roleId, roleId)
  const [{ groupCount } = { groupCount: 0 }] = await tx
    .select({ groupCount: count() })
    .from(groupRoles)
    .where(carrying)
  const named = await tx
    .select({ id: groups.id, name: groups.name })
    .from(groupRoles)
    .innerJoin(groups, eq(groups.id, groupRoles.groupId))
    .where(carrying)
    .orderBy(asc(groups.nameNorm))
    .limit(groupsNamed)
  return { groupCount, groups: named }
}

/** What the reader can't do with the role, and why; null where they can. For showing only: the changes decide. */
export function mayWith(
  actor: Actor,
  { builtIn, permissions }: { builtIn: boolean; permissions: readonly Permission[] },
): Record<"edit" | "duplicate" | "delete", RefusalCode | null> {
  const duplicate = can(actor, "roles:manage") ? null : "not-permitted"
  const edit = duplicate ?? (builtIn ? "built-in-role" : null)
  const lacking = lackingRank(actor.permissions)
  const beyond = permissions.some((permission) => lacking.includes(permission))
  return { edit, duplicate, delete: edit ?? (beyond ? "beyond-own-access" : null) }
}
