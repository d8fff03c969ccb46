/** A role that may be changed: one of the workspace's own. */
import { eq } from "drizzle-orm"
import { roles } from "#db/schema/roles.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound, refuse } from "#lib/errors.ts"

/**
 * The role, for a change of it; the workspace's lock keeps it as it is. Refuses `built-in-role`; throws NotFound, also for another
 * workspace's.
 */
export async function findOwnRole(tx: Tx, roleId: string): Promise<{ id: string; name: string }> {
  const [role] = await tx
    .select({ id: roles.id, name: roles.name, builtIn: roles.builtIn })
    .from(roles)
    .where(eq(roles.id, roleId))
  if (!role) throw new NotFound()
  refuse(role.builtIn, "built-in-role")
  return role
}
