/** Direct roles: given and taken, for one person or many. Within a change, which checks what that gave and took. */
import { and, eq, inArray } from "drizzle-orm"
import { roles, userRoles } from "#db/schema/roles.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { givenByRule, ruledRolesOf } from "#lib/identity-providers/ownership.ts"
import { refuseIfEdited } from "./edited-meanwhile.ts"
import type { SetRolesInput } from "./input.ts"
import { lockUser } from "./lock.ts"

/**
 * Makes these the person's direct roles. Refuses `edited-meanwhile` if their roles changed since the form was shown, `unknown-role`,
 * `archived`, `given-by-rule`, `own-access`; NotFound. Needs `users:write`.
 */
export async function setRoles(
  actor: Actor,
  { userId, roles: wanted, seen, sure }: SetRolesInput,
): Promise<void> {
  await change(
    actor,
    "users:write",
    "user.roles_set",
    async (tx) => {
      const { archivedAt } = await lockUser(tx, userId)
      refuse(archivedAt, "archived")
      await refuseIfEdited(tx, userId, seen, ["user_roles"])
      await makeDirectRoles(tx, actor, userId, wanted)
    },
    { sure },
  )
}

/** Gives and takes until the person holds just these directly. Refuses `unknown-role`, `given-by-rule`. */
export async function makeDirectRoles(
  tx: Tx,
  actor: Actor,
  userId: string,
  roleIds: string[],
): Promise<void> {
  const held = await tx.select({ id: userRoles.roleId }).from(userRoles).where(eq(userRoles.userId, userId))
  const before = new Set(held.map(({ id }) => id))
  const after = new Set(roleIds)
  await takeRoles(
    tx,
    [userId],
    [...before].filter((id) => !after.has(id)),
  )
  await giveRoles(
    tx,
    actor,
    [userId],
    [...after].filter((id) => !before.has(id)),
  )
}

/** Gives each of these people each of these roles; who holds one keeps it. Refuses `unknown-role`. */
export async function giveRoles(tx: Tx, actor: Actor, userIds: string[], roleIds: string[]): Promise<void> {
  const wanted = [...new Set(roleIds)]
  if (wanted.length === 0 || userIds.length === 0) return
  const known = await tx.select({ id: roles.id }).from(roles).where(inArray(roles.id, wanted))
  refuse(known.length < wanted.length, "unknown-role", "roles")
  const workspaceId = actor.workspace.id
  await tx
    .insert(userRoles)
    .values(userIds.flatMap((userId) => wanted.map((roleId) => ({ workspaceId, userId, roleId }))))
    .onConflictDoNothing()
}

/** Takes these roles from these people, as far as they hold them directly. Refuses `given-by-rule` for what a rule gives one of them. */
export async function takeRoles(
  tx: Tx,
  userIds: string[],
  roleIds: string[],
  field = "roles",
): Promise<void> {
  if (roleIds.length === 0 || userIds.length === 0) return
  const [rule] = (await ruledRolesOf(tx, userIds, roleIds)).values()
  if (rule !== undefined) throw givenByRule(rule, field)
  await tx
    .delete(userRoles)
    .where(and(inArray(userRoles.userId, userIds), inArray(userRoles.roleId, roleIds)))
}
