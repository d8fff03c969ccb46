/** One group, as its page shows it. */
import { and, asc, eq, sql } from "drizzle-orm"
import { groupRoles, groups } from "#db/schema/groups.ts"
import { rolePermissions, roles } from "#db/schema/roles.ts"
import type { Actor } from "#lib/access/actor.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"
import { versionOf } from "./edited-meanwhile.ts"
import { countMembers } from "./member-count.ts"

export type GroupDetail = Awaited<ReturnType<typeof getGroup>>

/** Counting further would cost more than it tells. */
const mostCounted = 10_000

/** The group with this id, its roles and what they permit. Throws NotFound, also for another workspace's. Needs `users:read`. */
export async function getGroup(actor: Actor, groupId: string) {
  return read(actor, "users:read", async (tx) => {
    if (!isUuid(groupId)) throw new NotFound()
    const [group] = await tx
      .select({
        id: groups.id,
        name: groups.name,
        description: groups.description,
        createdAt: groups.createdAt,
        people: countMembers(mostCounted),
      })
      .from(groups)
      .where(eq(groups.id, groupId))
    if (!group) throw new NotFound()
    return { ...group, roles: await rolesOf(tx, groupId), version: await versionOf(tx, groupId) }
  })
}

const rolesOf = (tx: Tx, groupId: string) =>
  tx
    .select({
      id: roles.id,
      name: roles.name,
      description: roles.description,
      permissions: sql<
        Permission[]
      >`array(select p.permission from ${rolePermissions} p where p.workspace_id = ${roles.workspaceId} and p.role_id = ${roles.id})`,
    })
    .from(groupRoles)
    .innerJoin(roles, and(eq(roles.workspaceId, groupRoles.workspaceId), eq(roles.id, groupRoles.roleId)))
    .where(eq(groupRoles.groupId, groupId))
    .orderBy(asc(roles.nameNorm))
