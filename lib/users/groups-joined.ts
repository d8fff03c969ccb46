/** The groups of one person, set on their own page. */
import { and, eq, inArray } from "drizzle-orm"
import { groupMembers, groups } from "#db/schema/groups.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { givenByRule, refuseOwned, ruleOf } from "#lib/identity-providers/ownership.ts"
import { refuseIfEdited } from "./edited-meanwhile.ts"
import type { SetGroupsInput } from "./input.ts"
import { lockUser } from "./lock.ts"

/**
 * Makes these the person's groups, or puts them into one more (`adding`) or takes them out of one (`without`). Refuses
 * `edited-meanwhile` if their groups changed since the form was shown, `unknown-group`, `archived`, `directory-owned`, `given-by-rule`, `own-access`; NotFound. Needs
 * `groups:manage`.
 */
export async function setGroups(actor: Actor, input: SetGroupsInput): Promise<void> {
  const { userId, seen, sure } = input
  await change(
    actor,
    "groups:manage",
    "user.groups_set",
    async (tx) => {
      const person = await lockUser(tx, userId)
      refuse(person.archivedAt, "archived")
      refuseOwned(person, "groups", "groups")
      await refuseIfEdited(tx, userId, seen, ["group_members"])
      await makeGroups(tx, actor, input)
    },
    { sure },
  )
}

async function makeGroups(tx: Tx, actor: Actor, input: SetGroupsInput): Promise<void> {
  const { userId, adding, without } = input
  const joined = await tx
    .select({ id: groupMembers.groupId, rule: ruleOf(groupMembers) })
    .from(groupMembers)
    .where(eq(groupMembers.userId, userId))
  const before = new Set(joined.map(({ id }) => id))
  const after = new Set(adding || without ? before : input.groups)
  if (adding) after.add(adding)
  if (without) after.delete(without)
  const left = [...before].filter((id) => !after.has(id))
  const added = [...after].filter((id) => !before.has(id))
  const ruled = joined.find(({ id, rule }) => rule !== null && left.includes(id))
  if (ruled) throw givenByRule(ruled.rule ?? "", "groups")
  if (left.length > 0)
    await tx
      .delete(groupMembers)
      .where(and(eq(groupMembers.userId, userId), inArray(groupMembers.groupId, left)))
  if (added.length === 0) return
  const known = await tx.select({ id: groups.id }).from(groups).where(inArray(groups.id, added))
  refuse(known.length < added.length, "unknown-group", "groups")
  const workspaceId = actor.workspace.id
  await tx.insert(groupMembers).values(added.map((groupId) => ({ workspaceId, userId, groupId })))
}
