/** A workspace's own roles: made, edited, and what an edit would do. Within change(), which checks what that gave and took. */
import { and, eq, inArray, sql } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { rolePermissions, roles } from "#db/schema/roles.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change, preview } from "#lib/access/change.ts"
import { type AccessMove, accessMoves } from "#lib/access/moves.ts"
import { adminOnlyPermissions, type Permission } from "#lib/access/permissions.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { refuseErasingByRule } from "#lib/identity-providers/rules.ts"
import { refuseIfEdited } from "./edited-meanwhile.ts"
import type { CreateRoleInput, EditRoleInput } from "./input.ts"
import { findOwnRole } from "./own-role.ts"

/**
 * Makes a role and answers its id. Refuses `role-name-taken`, `admin-only-permission`, `beyond-own-access` for a permission that the
 * actor does not hold, `form-spent` when the form was posted before. Needs `roles:manage`.
 */
export async function createRole(actor: Actor, input: CreateRoleInput): Promise<{ id: string }> {
  const id = input.id ?? uuidv7()
  await change(actor, "roles:manage", "role.created", async (tx) => {
    const [made] = await tx.select({ id: roles.id }).from(roles).where(eq(roles.id, id))
    refuse(made, "form-spent")
    await tx.insert(roles).values({ workspaceId: actor.workspace.id, id, ...textsOf(input) })
    await putIn(tx, actor, id, [...new Set(input.permissions)])
  })
  return { id }
}

/**
 * Saves the role's name, description and permissions. Refuses `built-in-role`, `edited-meanwhile`, `role-name-taken`,
 * `admin-only-permission`, `beyond-own-access` for one put in that the actor does not hold, `erase-by-rule`, `own-access`; NotFound. Needs
 * `roles:manage`.
 */
export async function editRole(actor: Actor, input: EditRoleInput): Promise<void> {
  await change(
    actor,
    "roles:manage",
    "role.edited",
    async (tx) => {
      await findOwnRole(tx, input.roleId)
      await refuseIfEdited(tx, input.roleId, input.seen)
      await applyEdit(tx, actor, input)
    },
    { sure: input.sure },
  )
}

/** Who would gain and lose what if the edit were saved now. Refuses what editRole does, but for `edited-meanwhile` and `own-access`. */
export async function previewRoleEdit(actor: Actor, input: EditRoleInput): Promise<AccessMove[]> {
  return preview(actor, "roles:manage", "role.edited", async (tx) => {
    await findOwnRole(tx, input.roleId)
    await applyEdit(tx, actor, input)
    return accessMoves(tx)
  })
}

async function applyEdit(tx: Tx, actor: Actor, input: EditRoleInput): Promise<void> {
  const { roleId } = input
  await tx.update(roles).set(textsOf(input)).where(eq(roles.id, roleId))
  const found = await tx
    .select({ permission: sql<Permission>`${rolePermissions.permission}` })
    .from(rolePermissions)
    .where(eq(rolePermissions.roleId, roleId))
  const before = new Set(found.map(({ permission }) => permission))
  const after = new Set(input.permissions)
  const out = [...before].filter((permission) => !after.has(permission))
  if (out.length > 0)
    await tx
      .delete(rolePermissions)
      .where(and(eq(rolePermissions.roleId, roleId), inArray(rolePermissions.permission, out)))
  await putIn(
    tx,
    actor,
    roleId,
    [...after].filter((permission) => !before.has(permission)),
  )
}

const textsOf = ({ name, description }: { name: string; description: string }) => ({
  name,
  nameNorm: name.normalize("NFKC").toLowerCase(),
  description,
})

/** Rank alone would let bot and conversation permissions through that the actor does not hold. */
async function putIn(tx: Tx, actor: Actor, roleId: string, added: Permission[]): Promise<void> {
  if (added.length === 0) return
  refuse(
    added.some((permission) => adminOnlyPermissions.includes(permission)),
    "admin-only-permission",
    "permissions",
  )
  const held = await rows<{ permission: Permission }>(
    tx,
    sql`select permission from user_permissions where user_id = ${actor.user.id}`,
  )
  const own = new Set(held.map(({ permission }) => permission))
  refuse(
    added.some((permission) => !own.has(permission)),
    "beyond-own-access",
    "permissions",
  )
  await tx
    .insert(rolePermissions)
    .values(added.map((permission) => ({ workspaceId: actor.workspace.id, roleId, permission })))
  if (added.includes("users:erase")) await refuseErasingByRule(tx, { roleId }, "permissions")
}
