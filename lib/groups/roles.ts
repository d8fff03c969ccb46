/** The roles that a group gives its members. */
import { and, eq, inArray } from "drizzle-orm"
import { groupRoles } from "#db/schema/groups.ts"
import { roles } from "#db/schema/roles.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change, preview } from "#lib/access/change.ts"
import { type AccessMove, accessMoves } from "#lib/access/moves.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { refuseErasingByRule } from "#lib/identity-providers/rules.ts"
import { refuseIfEdited } from "./edited-meanwhile.ts"
import type { SetGroupRolesInput } from "./input.ts"
import { lockGroup } from "./lock.ts"

type Wanted = Pick<SetGroupRolesInput, "groupId" | "seen" | "sure" | "roles">

/**
 * Makes these the group's roles. Refuses `edited-meanwhile` if its roles changed since the form was shown, `unknown-role`,
 * `erase-by-rule`, `own-access`; NotFound. Needs `groups:manage`.
 */
export async function setGroupRoles(actor: Actor, input: Wanted): Promise<void> {
  const { groupId, seen, sure } = input
  await change(
    actor,
    "groups:manage",
    "group.roles_set",
    async (tx) => {
      await lockGroup(tx, groupId)
      await refuseIfEdited(tx, groupId, seen, "group_roles")
      await makeGroupRoles(tx, actor, groupId, input.roles)
    },
    { sure },
  )
}

/** Who would gain and lose what by these roles. Refuses `unknown-role`, and what change() would; NotFound. Needs `groups:manage`. */
export async function previewGroupRoles(
  actor: Actor,
  { groupId, roles: wanted }: Pick<Wanted, "groupId" | "roles">,
): Promise<AccessMove[]> {
  return preview(actor, "groups:manage", "group.roles_set", async (tx) => {
    await lockGroup(tx, groupId)
    await makeGroupRoles(tx, actor, groupId, wanted)
    return accessMoves(tx)
  })
}

/** Gives and takes until the group gives just these. Within a change. Refuses `unknown-role`, `erase-by-rule`. */
export async function makeGroupRoles(
  tx: Tx,
  actor: Actor,
  groupId: string,
  roleIds: string[],
): Promise<void> {
  const held = await tx
    .select({ id: groupRoles.roleId })
    .from(groupRoles)
    .where(eq(groupRoles.groupId, groupId))
  const before = new Set(held.map(({ id }) => id))
  const after = new Set(roleIds)
  const taken = [...before].filter((id) => !after.has(id))
  const given = [...after].filter((id) => !before.has(id))
  if (taken.length > 0)
    await tx.delete(groupRoles).where(and(eq(groupRoles.groupId, groupId), inArray(groupRoles.roleId, taken)))
  if (given.length === 0) return
  const known = await tx.select({ id: roles.id }).from(roles).where(inArray(roles.id, given))
  refuse(known.length < given.length, "unknown-role", "roles")
  const workspaceId = actor.workspace.id
  await tx.insert(groupRoles).values(given.map((roleId) => ({ workspaceId, groupId, roleId })))
  await refuseErasingByRule(tx, { groupId }, "roles")
}
