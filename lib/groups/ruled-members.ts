/** Who of a group is in it by a rule of an identity provider, and so is not taken out by hand. */
import { and, eq, inArray, isNotNull } from "drizzle-orm"
import { groupMembers } from "#db/schema/groups.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { ruleOf } from "#lib/identity-providers/ownership.ts"

/** Of these people, those whom a rule put in, each with the provider's name. Needs `users:read`. */
export async function ruledMembers(
  actor: Actor,
  groupId: string,
  userIds: string[],
): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map()
  const found = await read(actor, "users:read", (tx) =>
    tx
      .select({ id: groupMembers.userId, rule: ruleOf(groupMembers) })
      .from(groupMembers)
      .where(
        and(
          eq(groupMembers.groupId, groupId),
          inArray(groupMembers.userId, userIds),
          isNotNull(groupMembers.identityProviderId),
        ),
      ),
  )
  return new Map(found.map(({ id, rule }) => [id, rule ?? ""]))
}
