/** What it costs that every write is a named change: one UPDATE of one person by change(), and the same UPDATE otherwise. */
import { eq, sql } from "drizzle-orm"
import type postgres from "postgres"
import { database } from "#db/client.ts"
import { users } from "#db/schema/users.ts"
import { change } from "#lib/access/change.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import type { Place } from "./place.ts"
import { summarise, timeOnce, type Timing } from "./timing.ts"

const blocks = 8
const warmUp = 10

const confirm = (person: string) => (tx: Tx) =>
  tx.update(users).set({ emailConfirmedAt: new Date() }).where(eq(users.id, person))

const byChange = ({ actor, person }: Place) => change(actor, "users:write", "user.confirmed", confirm(person))

const bare = ({ actor, person }: Place) =>
  database().db.transaction(async (tx) => {
    await rows(tx, sql`select set_config('app.workspace_id', ${actor.workspace.id}, true)`)
    await confirm(person)(tx)
  })

export type OneRowChange = {
  /** change(): begin; set workspace; may the actor, under the workspace's lock; UPDATE, recorded; what did it do; commit. */
  recorded: Timing
  /** The plain UPDATE in the same transaction: all of that, but the UPDATE is not recorded. */
  plain: Timing
  /** Nothing but begin; set workspace; UPDATE; commit: nobody asked whether the actor may. */
  bare: Timing
}

/**
 * Times them `rounds` times each on one person, all on the restricted login and its pool. What keeps an UPDATE from being
 * recorded is that its trigger is off; as it is off for everybody, they take turns in blocks.
 */
export async function timeOneRowChange(
  owner: postgres.Sql,
  place: Place,
  rounds: number,
): Promise<OneRowChange> {
  const taken = { recorded: [] as number[], plain: [] as number[], bare: [] as number[] }
  const kinds = { recorded: byChange, plain: byChange, bare }
  for (let block = 0; block < blocks; block += 1) {
    for (const kind of ["recorded", "plain", "bare"] as const) {
      await owner`alter table users ${kind === "recorded" ? owner`enable` : owner`disable`} trigger change_update`
      for (let round = -warmUp; round < rounds / blocks; round += 1) {
        const milliseconds = await timeOnce(() => kinds[kind](place))
        if (round >= 0) taken[kind].push(milliseconds)
      }
    }
  }
  await owner`alter table users enable trigger change_update`
  return { recorded: summarise(taken.recorded), plain: summarise(taken.plain), bare: summarise(taken.bare) }
}
