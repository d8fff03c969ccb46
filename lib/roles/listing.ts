/** The roles of a workspace and what each permits. */
import { and, eq, sql } from "drizzle-orm"
import { rolePermissions, roles } from "#db/schema/roles.ts"
import type { Actor } from "#lib/access/actor.ts"
import { builtInRoles, type Permission } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"

export type Role = Awaited<ReturnType<typeof listRoles>>[number]

const builtInOrder = Object.keys(builtInRoles)
const placeOf = (builtIn: string | null) => (builtIn ? builtInOrder.indexOf(builtIn) : builtInOrder.length)

/** Every role: the built-in ones in the product's order, then the workspace's own by name. Needs `users:read`. */
export async function listRoles(actor: Actor) {
  const found = await read(actor, "users:read", (tx) =>
    tx
      .select({
        id: roles.id,
        name: roles.name,
        description: roles.description,
        builtIn: roles.builtIn,
        permissions: sql<
          Permission[]
        >`coalesce(array_agg(${rolePermissions.permission}) filter (where ${rolePermissions.permission} is not null), '{}')`,
      })
      .from(roles)
      .leftJoin(
        rolePermissions,
        and(eq(rolePermissions.workspaceId, roles.workspaceId), eq(rolePermissions.roleId, roles.id)),
      )
      .groupBy(roles.workspaceId, roles.id)
      .orderBy(roles.nameNorm),
  )
  return found
    .toSorted((one, other) => placeOf(one.builtIn) - placeOf(other.builtIn))
    .map(({ builtIn, ...role }) => ({ ...role, builtIn: builtIn !== null }))
}
