/** One batch: who of these people it can be done to, and doing it. Within a change, or a preview of one. */
import type { Actor } from "#lib/access/actor.ts"
import { lackingRank } from "#lib/access/rank.ts"
import type { Tx } from "#lib/access/transaction.ts"
import type { RefusalCode } from "#lib/errors.ts"
import { lockUsers, type Person } from "#lib/users/lock.ts"
import type { BulkAction, Given } from "./actions.ts"

export type Without = { id: string; code: RefusalCode }

/** What became of each person: null, or why it was not done. */
export type Outcome = { person: Person; refusal: RefusalCode | null }

/**
 * Does it to those of the people to whom it can be done. Whoever is not in this workspace is left out; `without`: one more who is,
 * and why.
 */
export async function doBatch(
  tx: Tx,
  actor: Actor,
  action: BulkAction,
  { userIds, without, ...given }: Given & { userIds: string[]; without?: Without },
): Promise<Outcome[]> {
  if (userIds.length === 0) return []
  const people = await lockUsers(tx, userIds, lackingRank(actor.permissions))
  const leftOut = await action.leftOut?.(tx, userIds, given)
  const outcomes = people.map(({ outranked, ...person }) => {
    const refusal = outranked ? "outranked" : action.refusal(actor, person)
    if (refusal === null && person.id === without?.id) return { person, refusal: without.code }
    return { person, refusal: refusal ?? leftOut?.get(person.id) ?? null }
  })
  const able = outcomes.filter(({ refusal }) => refusal === null).map(({ person }) => person)
  if (able.length > 0) await action.apply(tx, actor, able, given)
  return outcomes
}
