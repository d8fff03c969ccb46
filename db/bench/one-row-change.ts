/** What it costs that every write is a named change: change() with one UPDATE, and the same UPDATE without. */
import { eq, sql } from "drizzle-orm"
import type postgres from "postgres"
import { database } from "#db/client.ts"
import { users } from "#db/schema/users.ts"
import { change } from "#lib/access/change.ts"
import type { Tx } from "#lib/access/transaction.ts"
import type { Place } from "./place.ts"
import { summarise, type Timing } from "./timing.ts"

const blocks = 8
const warmUp = 5

const update = (person: string) => (tx: Tx) =>
  tx.update(users).set({ emailConfirmedAt: new Date() }).where(eq(users.id, person))

const named = ({ actor, person }: Place) => change(actor, "users:write", "user.confirmed", update(person))

const plain = ({ actor, person }: Place) =>
  database().db.transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('app.workspace_id', ${actor.workspace.id}, true), set_config('transaction_read_only', ${"off"}, true)`,
    )
    await update(person)(tx)
  })

/**
 * Times both, `rounds` times each, on one person. The plain one runs on the same login and pool, in a transaction that names
 * its workspace in the same way, with the triggers of the change log off; the counters of people stay on for both. As a
 * trigger is on or off for everybody, they take turns in blocks.
 */
export async function timeOneRowChange(owner: postgres.Sql, place: Place, rounds: number): Promise<{ named: Timing; plain: Timing }> {
  const taken = { named: [] as number[], plain: [] as number[] }
  for (let block = 0; block < blocks; block += 1) {
    for (const kind of ["named", "plain"] as const) {
      await (kind === "named" ? owner`alter table users enable trigger change_update` : owner`alter table users disable trigger change_update`)
      for (let round = -warmUp; round < rounds / blocks; round += 1) {
        const started = performance.now()
        await (kind === "named" ? named(place) : plain(place))
        if (round >= 0) taken[kind].push(performance.now() - started)
      }
    }
  }
  await owner`alter table users enable trigger change_update`
  return { named: summarise(taken.named), plain: summarise(taken.plain) }
}
