/** Who gets the bots of the people whom a run deletes: settled before it begins, kept with it, read by each batch. */
import { inArray, sql } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { lackingRank } from "#lib/access/rank.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import {
  botsOwnedBy,
  heirOf,
  type Heirs,
  noHeirs,
  heirsOf,
  refuseUnfitHeirs,
  refuseWithoutHeir,
} from "#lib/bot-members/handing-over.ts"
import type { NewOwners } from "#lib/bot-members/input.ts"
import { lockUsers } from "#lib/users/lock.ts"
import { bulkActions } from "./actions.ts"

type Kept = Record<string, string> | null

/**
 * What the run is to keep; null: nobody whom it can delete owns a bot. Refuses `owner-missing`, `owner-leaves`, `owner-unfit`,
 * `nobody-with-address`.
 */
export async function heirsOfRun(tx: Tx, actor: Actor, runId: string, input: NewOwners): Promise<Kept> {
  const owners = await rows<{ id: string }>(
    tx,
    sql`
      select distinct b.owner_id as id from bots b
        join bulk_items i on i.workspace_id = b.workspace_id and i.user_id = b.owner_id and i.run_id = ${runId}
       where b.archived_at is null`,
  )
  const leaving = await ableOf(tx, actor, runId, ids(owners))
  const owned = await botsOwnedBy(tx, [...leaving])
  if (owned.length === 0) return null
  const heirs = await heirsOf(tx, input)
  const wanted = owned.flatMap(({ id }) => heirOf(heirs, id) ?? [])
  refuseWithoutHeir(owned, heirs, await ableOf(tx, actor, runId, wanted))
  await refuseUnfitHeirs(tx, owned, heirs)
  return {
    ...Object.fromEntries(owned.map(({ id }) => [id, heirOf(heirs, id)!])),
    ...(heirs.rest && { rest: heirs.rest }),
  }
}

/** What was kept, for a batch. */
export function heirsIn(kept: Kept): Heirs {
  const { rest = null, ...byBot } = kept ?? {}
  return { ...noHeirs, byBot: new Map(Object.entries(byBot)), rest }
}

const ids = (found: { id: string }[]) => found.map(({ id }) => id)

/** Who of these people is among the chosen and will be deleted, as far as can be told now. */
async function ableOf(tx: Tx, actor: Actor, runId: string, userIds: string[]): Promise<Set<string>> {
  if (userIds.length === 0) return new Set()
  const chosen = await tx
    .select({ id: users.id })
    .from(users)
    .where(
      sql`${inArray(users.id, userIds)} and exists (select from bulk_items i where i.run_id = ${runId} and i.user_id = ${users.id})`,
    )
  const people = await lockUsers(tx, ids(chosen), lackingRank(actor.permissions))
  const { refusal } = bulkActions.archive
  return new Set(people.flatMap((person) => (person.outranked || refusal(actor, person) ? [] : person.id)))
}
