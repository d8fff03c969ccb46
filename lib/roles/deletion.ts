/** Deleting a role: it is taken from everybody, every group and every rule of a provider, with what it permitted, in one change. */
import { eq } from "drizzle-orm"
import { groupRoles } from "#db/schema/groups.ts"
import { rolePermissions, roles, userRoles } from "#db/schema/roles.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change, preview } from "#lib/access/change.ts"
import { type AccessMove, accessMoves } from "#lib/access/moves.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { Refused } from "#lib/errors.ts"
import { removeRulesGiving } from "#lib/identity-providers/rules.ts"
import type { DeleteRoleInput } from "./input.ts"
import { findOwnRole } from "./own-role.ts"

/**
 * Deletes the role. Refuses `built-in-role`, `role-holder-outranks` when somebody who has it directly is beyond the actor,
 * `beyond-own-access`, `own-access`; NotFound. Needs `roles:manage`.
 */
export async function deleteRole(actor: Actor, { roleId, sure }: DeleteRoleInput): Promise<void> {
  await change(actor, "roles:manage", "role.deleted", (tx) => takeAway(tx, roleId), {
    sure,
  }).catch(inTheRolesWords)
}

/** Who would lose what if the role were deleted now. Refuses what deleteRole does, but for `own-access`. */
export async function previewRoleDeletion(actor: Actor, roleId: string): Promise<AccessMove[]> {
  return preview(actor, "roles:manage", "role.deleted", async (tx) => {
    await takeAway(tx, roleId)
    return accessMoves(tx)
  }).catch(inTheRolesWords)
}

async function takeAway(tx: Tx, roleId: string): Promise<void> {
  await findOwnRole(tx, roleId)
  await removeRulesGiving(tx, { roleId })
  for (const given of [userRoles, groupRoles, rolePermissions])
    await tx.delete(given).where(eq(given.roleId, roleId))
  await tx.delete(roles).where(eq(roles.id, roleId))
}

/** Rank speaks of one person; here it is anybody who has the role. */
function inTheRolesWords(error: unknown): never {
  throw error instanceof Refused && error.code === "outranked" ? new Refused("role-holder-outranks") : error
}
