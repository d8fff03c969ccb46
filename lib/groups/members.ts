/** Who is in a group: put in and taken out, by name. */
import { and, eq, inArray, isNotNull } from "drizzle-orm"
import { groupMembers } from "#db/schema/groups.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change, preview } from "#lib/access/change.ts"
import { type AccessMove, accessMoves } from "#lib/access/moves.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound, refuse } from "#lib/errors.ts"
import { givenByRule, refuseOwnedOf, ruleOf } from "#lib/identity-providers/ownership.ts"
import { isPerson } from "#lib/users/columns.ts"
import { DoneAlready, unlessDone } from "#lib/done-already.ts"
import type { AddMembersInput, RemoveMembersInput } from "./input.ts"
import { lockGroup } from "./lock.ts"

export type Member = {
  id: string
  firstName: string
  lastName: string
  email: string
  archivedAt: Date | null
}

type Named = Pick<AddMembersInput, "groupId" | "members">

/**
 * Puts these people into the group; who is in it stays, and if all of them are, nothing is written. Refuses `nobody-chosen`,
 * `archived`, `directory-owned`; NotFound. Needs `groups:manage`.
 */
export async function addMembers(actor: Actor, { groupId, members }: Named): Promise<void> {
  await change(actor, "groups:manage", "group.members_added", async (tx) => {
    await lockGroup(tx, groupId)
    const named = await findPeople(tx, members)
    refuse(
      named.some(({ archivedAt }) => archivedAt !== null),
      "archived",
    )
    await refuseOwnedOf(tx, members, "groups")
    const added = await putIn(tx, actor, groupId, members)
    if (added === 0) throw new DoneAlready()
  }).catch(unlessDone)
}

/**
 * Takes these people out of the group. Refuses `nobody-chosen`, `not-member`, `directory-owned`, `given-by-rule`,
 * `own-access`; NotFound. Needs `groups:manage`.
 */
export async function removeMembers(actor: Actor, input: RemoveMembersInput): Promise<void> {
  const out = (tx: Tx) => takeOut(tx, input)
  await change(actor, "groups:manage", "group.members_removed", out, { sure: input.sure })
}

/** Who they are, and who of them would lose what. Refuses what removeMembers() refuses, but for `own-access`; NotFound. */
export async function previewRemoveMembers(
  actor: Actor,
  input: Named,
): Promise<{ people: Member[]; moves: AccessMove[] }> {
  return preview(actor, "groups:manage", "group.members_removed", async (tx) => ({
    people: await takeOut(tx, input),
    moves: await accessMoves(tx),
  }))
}

/** Puts in who is not in yet, and answers how many that were. Within a change; the people are known to be there. */
export async function putIn(tx: Tx, actor: Actor, groupId: string, userIds: string[]): Promise<number> {
  const workspaceId = actor.workspace.id
  const wanted = [...new Set(userIds)]
  if (wanted.length === 0) return 0
  const added = await tx
    .insert(groupMembers)
    .values(wanted.map((userId) => ({ workspaceId, userId, groupId })))
    .onConflictDoNothing()
    .returning({ userId: groupMembers.userId })
  return added.length
}

async function takeOut(tx: Tx, { groupId, members }: Named): Promise<Member[]> {
  await lockGroup(tx, groupId)
  const named = await findPeople(tx, members)
  await refuseOwnedOf(tx, members, "groups")
  const [ruled] = await tx
    .select({ rule: ruleOf(groupMembers) })
    .from(groupMembers)
    .where(
      and(
        eq(groupMembers.groupId, groupId),
        inArray(groupMembers.userId, members),
        isNotNull(groupMembers.identityProviderId),
      ),
    )
    .limit(1)
  if (ruled) throw givenByRule(ruled.rule ?? "")
  const gone = await tx
    .delete(groupMembers)
    .where(and(eq(groupMembers.groupId, groupId), inArray(groupMembers.userId, members)))
    .returning({ userId: groupMembers.userId })
  refuse(gone.length === 0, "not-member")
  const out = new Set(gone.map(({ userId }) => userId))
  return named.filter(({ id }) => out.has(id))
}

async function findPeople(tx: Tx, userIds: string[]): Promise<Member[]> {
  const wanted = [...new Set(userIds)]
  refuse(wanted.length === 0, "nobody-chosen")
  const found = await tx
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      archivedAt: users.archivedAt,
    })
    .from(users)
    .where(and(inArray(users.id, wanted), isPerson))
    .orderBy(users.sortName, users.id)
    .for("no key update")
  if (found.length < wanted.length) throw new NotFound()
  return found
}
