/** The roles of a workspace, what each permits, and a page of them with how many hold each. */
import { and, eq, sql } from "drizzle-orm"
import { rolePermissions, roles } from "#db/schema/roles.ts"
import type { Actor } from "#lib/access/actor.ts"
import { builtInRoles, type Permission } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { holdersOf, noHolders } from "./holders.ts"
import { mayWith } from "./role.ts"

const pageSize = 50
const countedTo = 1000

export type Role = Awaited<ReturnType<typeof listRoles>>[number]

const builtInOrder = Object.keys(builtInRoles)
const placeOf = (builtIn: string | null) => (builtIn ? builtInOrder.indexOf(builtIn) : builtInOrder.length)

/** Every role: the built-in ones in the product's order, then the workspace's own by name. Needs `users:read`. */
export const listRoles = (actor: Actor) => read(actor, "users:read", selectRoles)

/** The same for whoever may give them. */
export async function selectRoles(tx: Tx) {
  const found = await tx
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
    .orderBy(roles.nameNorm)
  return found
    .toSorted((one, other) => placeOf(one.builtIn) - placeOf(other.builtIn))
    .map(({ builtIn, ...role }) => ({ ...role, builtIn: builtIn !== null }))
}

/** One page of the roles in that order, each with its holders and what the reader may do with it. Needs `users:read`. */
export async function listRolesWithHolders(actor: Actor, { page }: { page: number }) {
  const all = await listRoles(actor)
  const pages = Math.max(1, Math.ceil(all.length / pageSize))
  const current = Math.min(page, pages)
  const shown = all.slice((current - 1) * pageSize, current * pageSize)
  const holders = await read(actor, "users:read", (tx) =>
    holdersOf(
      tx,
      shown.map(({ id }) => id),
      countedTo,
    ),
  )
  return {
    total: all.length,
    page: current,
    pages,
    roles: shown.map((role) => ({
      ...role,
      ...(holders.get(role.id) ?? noHolders),
      may: mayWith(actor, role),
    })),
  }
}

export type ListedRole = Awaited<ReturnType<typeof listRolesWithHolders>>["roles"][number]
