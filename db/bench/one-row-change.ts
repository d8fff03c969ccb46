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

const without = (asked: boolean) =>
  async function update({ actor, person }: Place) {
    await database().db.transaction(async (tx) => {
      await rows(tx, sql`select set_config('app.workspace_id', ${actor.workspace.id}, true)`)
      if (asked) await rows(tx, sql`select permission from user_permissions where user_id = ${actor.user.id}`)
      await confirm(person)(tx)
    })
  }

const ways = { change: byChange, plain: without(true), bare: without(false) }

export type OneRowChange = {
  /** change(): begin; workspace, lock, session, permissions, name of the change; UPDATE, recorded; what it did; commit. */
  change: Timing
  /** The plain UPDATE by somebody who was asked whether they may: begin; workspace; permissions; UPDATE; commit. */
  plain: Timing
  /** The UPDATE with nobody asked: begin; workspace; UPDATE; commit. */
  bare: Timing
}

/**
 * Times each `rounds` times on one person, all on the restricted login and its pool, with the same UPDATE by drizzle. Without
 * change() there is no change to record, so the trigger is off; being off for everybody, they take turns in blocks.
 */
export async function timeOneRowChange(
  owner: postgres.Sql,
  place: Place,
  rounds: number,
): Promise<OneRowChange> {
  const taken = { change: [] as number[], plain: [] as number[], bare: [] as number[] }
  for (let block = 0; block < blocks; block += 1) {
    for (const way of ["change", "plain", "bare"] as const) {
      await owner`alter table users ${way === "change" ? owner`enable` : owner`disable`} trigger change_update`
      for (let round = -warmUp; round < rounds / blocks; round += 1) {
        const milliseconds = await timeOnce(() => ways[way](place))
        if (round >= 0) taken[way].push(milliseconds)
      }
    }
  }
  await owner`alter table users enable trigger change_update`
  return { change: summarise(taken.change), plain: summarise(taken.plain), bare: summarise(taken.bare) }
}
