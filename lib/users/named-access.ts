/** Admin role and Bot Builder access (K): each is the presence of built-in roles, held directly. */
import { inArray } from "drizzle-orm"
import { roles } from "#db/schema/roles.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import type { builtInRoles } from "#lib/access/permissions.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { refuseIfEdited } from "./edited-meanwhile.ts"
import type { SetAdminRoleInput, SetBotBuilderInput } from "./input.ts"
import { lockUser } from "./lock.ts"
import { giveRoles, takeRoles } from "./roles-given.ts"
import { type BotBuilderAccess, botBuilderAccess, isAdmin, rolesHeldBy } from "./roles-held.ts"

/** `more`: by their type, a group or another role the person has more than was chosen here. */
export type AccessSet = { more: boolean }

/**
 * Gives or takes the direct role Admin. Refuses `edited-meanwhile` if the person's roles changed since the form was shown, `archived`,
 * `given-by-rule`, `own-access`; NotFound. Needs `users:write`.
 */
export async function setAdminRole(actor: Actor, input: SetAdminRoleInput): Promise<AccessSet> {
  const { userId, seen, sure, admin } = input
  return change(
    actor,
    "users:write",
    "user.admin_role_set",
    async (tx) => {
      const { type } = await lockToEdit(tx, userId, seen)
      await makeBuiltIn(tx, actor, userId, ["admin"], admin === "yes" ? "admin" : null, "admin")
      return { more: admin === "no" && isAdmin(type, await rolesOf(tx, userId)) }
    },
    { sure },
  )
}

const builderRole = { none: null, builder: "bot_builder", creator: "bot_creator" } as const
const inOrder: BotBuilderAccess[] = ["none", "builder", "creator"]

/**
 * Gives the direct role Bot Builder or Bot Creator, never both, or takes both. Refuses `edited-meanwhile` if the person's roles changed
 * since the form was shown, `archived`, `given-by-rule`, `own-access`; NotFound. Needs `users:write`.
 */
export async function setBotBuilder(actor: Actor, input: SetBotBuilderInput): Promise<AccessSet> {
  const { userId, seen, sure, access } = input
  return change(
    actor,
    "users:write",
    "user.bot_builder_set",
    async (tx) => {
      const { type } = await lockToEdit(tx, userId, seen)
      await makeBuiltIn(tx, actor, userId, ["bot_builder", "bot_creator"], builderRole[access], "access")
      const now = botBuilderAccess(type, await rolesOf(tx, userId))
      return { more: inOrder.indexOf(now) > inOrder.indexOf(access) }
    },
    { sure },
  )
}

async function lockToEdit(tx: Tx, userId: string, seen: string) {
  const person = await lockUser(tx, userId)
  refuse(person.archivedAt, "archived")
  await refuseIfEdited(tx, userId, seen, ["user_roles"])
  return person
}

const rolesOf = async (tx: Tx, userId: string) => (await rolesHeldBy(tx, [userId])).get(userId) ?? []

/** Of these built-in roles the person holds just `wanted` directly. */
async function makeBuiltIn(
  tx: Tx,
  actor: Actor,
  userId: string,
  keys: (keyof typeof builtInRoles)[],
  wanted: keyof typeof builtInRoles | null,
  field: string,
): Promise<void> {
  const known = await tx
    .select({ id: roles.id, builtIn: roles.builtIn })
    .from(roles)
    .where(inArray(roles.builtIn, keys))
  const given = known.filter(({ builtIn }) => builtIn === wanted)
  const taken = known.filter(({ builtIn }) => builtIn !== wanted).map(({ id }) => id)
  await takeRoles(tx, [userId], taken, field)
  await giveRoles(
    tx,
    actor,
    [userId],
    given.map(({ id }) => id),
  )
}
