/** A group itself: made, renamed, deleted with all that hangs on it. */
import { eq } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { groupMembers, groupRoles, groups } from "#db/schema/groups.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change, preview } from "#lib/access/change.ts"
import { type AccessMove, accessMoves } from "#lib/access/moves.ts"
import { lackingRank } from "#lib/access/rank.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { refuse, Refused } from "#lib/errors.ts"
import { removeRulesGiving } from "#lib/identity-providers/rules.ts"
import { foldText } from "#lib/person-name.ts"
import { DoneAlready, unlessDone } from "#lib/done-already.ts"
import { isDeleted, refuseIfEdited } from "./edited-meanwhile.ts"
import type { CreateGroupInput, DeleteGroupInput, EditGroupInput } from "./input.ts"
import { lockGroup } from "./lock.ts"
import { hasMemberWith } from "./members-beyond.ts"
import { makeGroupRoles } from "./roles.ts"

/**
 * Makes the group with these roles and nobody in it. The same form again is the same group: nothing is done twice. Refuses
 * `group-name-taken`, `unknown-role`, `form-spent` if its `id` has made another one. Needs `groups:manage`.
 */
export async function createGroup(actor: Actor, input: CreateGroupInput): Promise<{ id: string }> {
  const { name, description, roles } = input
  const id = input.id ?? uuidv7()
  await change(actor, "groups:manage", "group.created", async (tx) => {
    if (input.id && (await isThere(tx, id, name))) throw new DoneAlready()
    await tx
      .insert(groups)
      .values({ workspaceId: actor.workspace.id, id, name, nameNorm: foldText(name), description })
    await makeGroupRoles(tx, actor, id, roles)
  }).catch(unlessDone)
  return { id }
}

async function isThere(tx: Tx, id: string, name: string): Promise<boolean> {
  const [there] = await tx.select({ name: groups.name }).from(groups).where(eq(groups.id, id))
  if (there && there.name !== name) throw new Refused("form-spent")
  return there !== undefined
}

/** Saves name and description. Refuses `edited-meanwhile`, `group-name-taken`; NotFound. Needs `groups:manage`. */
export async function editGroup(actor: Actor, input: EditGroupInput): Promise<void> {
  const { groupId, seen, name, description } = input
  await change(actor, "groups:manage", "group.edited", async (tx) => {
    await lockGroup(tx, groupId)
    await refuseIfEdited(tx, groupId, seen, "groups")
    await tx
      .update(groups)
      .set({ name, nameNorm: foldText(name), description })
      .where(eq(groups.id, groupId))
  })
}

/**
 * Deletes the group with its memberships, its roles and the rules of providers that give it; one that was deleted before stays so. Refuses `group-member-outranks` when somebody
 * in it is beyond the actor, `own-access`; NotFound. Needs `groups:manage`.
 */
export async function deleteGroup(actor: Actor, { groupId, sure }: DeleteGroupInput): Promise<void> {
  const all = (tx: Tx) => removeGroup(tx, groupId)
  await change(actor, "groups:manage", "group.deleted", all, { sure })
    .catch(unlessDone)
    .catch(inTheGroupsWords)
}

/**
 * Who would lose what if the group were deleted: what its roles give them. Only these are taken away and put back, so that many members
 * cost no more than they must. Refuses what deleteGroup() does, but for `own-access`; NotFound. Needs `groups:manage`.
 */
export async function previewDeleteGroup(actor: Actor, groupId: string): Promise<AccessMove[]> {
  return preview(actor, "groups:manage", "group.deleted", async (tx) => {
    await lockGroup(tx, groupId)
    await tx.delete(groupRoles).where(eq(groupRoles.groupId, groupId))
    // change() looks at whom it touches, and their memberships are left alone here.
    const lacking = lackingRank(actor.permissions)
    refuse(await hasMemberWith(tx, groupId, lacking), "group-member-outranks")
    return accessMoves(tx)
  }).catch(inTheGroupsWords)
}

async function removeGroup(tx: Tx, groupId: string): Promise<void> {
  if (await isDeleted(tx, groupId)) throw new DoneAlready()
  await lockGroup(tx, groupId)
  await removeRulesGiving(tx, { groupId })
  await tx.delete(groupMembers).where(eq(groupMembers.groupId, groupId))
  await tx.delete(groupRoles).where(eq(groupRoles.groupId, groupId))
  await tx.delete(groups).where(eq(groups.id, groupId))
}

/** Rank speaks of one person; here it is anybody in the group. */
function inTheGroupsWords(error: unknown): never {
  throw error instanceof Refused && error.code === "outranked" ? new Refused("group-member-outranks") : error
}
