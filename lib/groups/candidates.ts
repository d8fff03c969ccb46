/** Whom one could put into a group: people found by name or address, with whether they are in it already. */
import { and, eq, inArray } from "drizzle-orm"
import { groupMembers } from "#db/schema/groups.ts"
import type { Actor } from "#lib/access/actor.ts"
import { lackingRank } from "#lib/access/rank.ts"
import { owns } from "#lib/identity-providers/ownership.ts"
import { read } from "#lib/access/read.ts"
import { users } from "#db/schema/users.ts"
import { holdsAnyOf } from "#lib/users/columns.ts"
import { listUsersInput } from "#lib/users/input.ts"
import { listUsers } from "#lib/users/listing.ts"

export type Candidates = Awaited<ReturnType<typeof findCandidates>>

/** The first that match, by name; `more`: there are others. `refusal`: why one can't be added. Needs `users:read`. */
export async function findCandidates(actor: Actor, groupId: string, search: string, most = 20) {
  if (search === "") return { people: [], more: false }
  const page = await listUsers(actor, { ...listUsersInput.parse({}), search })
  const shown = page.rows.slice(0, most)
  const ids = shown.map(({ id }) => id)
  const [members, outranking] = await read(actor, "users:read", async (tx) => [
    await tx
      .select({ id: groupMembers.userId })
      .from(groupMembers)
      .where(and(eq(groupMembers.groupId, groupId), inArray(groupMembers.userId, ids))),
    await tx
      .select({ id: users.id })
      .from(users)
      .where(and(inArray(users.id, ids), holdsAnyOf(lackingRank(actor.permissions)))),
  ])
  const owned = new Set(page.rows.filter((person) => owns(person, "groups")).map(({ id }) => id))
  const within = new Set(members.map(({ id }) => id))
  const above = new Set(outranking.map(({ id }) => id))
  const refusalOf = (id: string) =>
    within.has(id)
      ? ("is-member" as const)
      : above.has(id)
        ? ("outranked" as const)
        : owned.has(id)
          ? ("directory-owned" as const)
          : null
  return {
    people: shown.map((person) => ({ ...person, refusal: refusalOf(person.id) })),
    more: page.rows.length > most,
  }
}
