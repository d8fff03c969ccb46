/** The roles of a workspace and what each permits. */
import { and, eq, sql } from "drizzle-orm"
import { rolePermissions, roles } from "#db/schema/roles.ts"
import type { Actor } from "#lib/access/actor.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"

export type Role = Awaited<ReturnType<typeof listRoles>>[number]

/** Every role, the built-in ones first, then by name. Needs `users:read`. */
export async function listRoles(actor: Actor) {
  return read(actor, "users:read", (tx) =>
    tx
      .select({
        id: roles.id,
        name: roles.name,
        description: roles.description,
        builtIn: sql<boolean>`${roles.builtIn} is not null`,
        permissions: sql<Permission[]>`coalesce(array_agg(${rolePermissions.permission}) filter (where ${rolePermissions.permission} is not null), '{}')`,
      })
      .from(roles)
      .leftJoin(rolePermissions, and(eq(rolePermissions.workspaceId, roles.workspaceId), eq(rolePermissions.roleId, roles.id)))
      .groupBy(roles.workspaceId, roles.id)
      .orderBy(sql`${roles.builtIn} is null`, roles.createdAt, roles.nameNorm),
  )
}
