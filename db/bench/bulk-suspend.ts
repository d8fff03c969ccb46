/** What an action on many people costs beside the least that could do it: one UPDATE of them all in one change, with the same images. */
import { inArray } from "drizzle-orm"
import type postgres from "postgres"
import { openChange } from "#db/seed/workspace.ts"
import { users } from "#db/schema/users.ts"
import { change } from "#lib/access/change.ts"
import { bulkInput, mostTicked } from "#lib/bulk/input.ts"
import { startBulk } from "#lib/bulk/run.ts"
import { continueBulk } from "#lib/bulk/worker.ts"
import type { Place } from "./place.ts"
import { summarise, timeOnce, type Timing } from "./timing.ts"

export type BulkSuspend = {
  people: number
  /** The whole run: who is chosen, batch after batch with every check, what became of each. */
  run: Timing
  /** One change with one UPDATE: no choice, no checks of each person, no report, sessions left alone. */
  update: Timing
}

/** Times each `rounds` times in turns, on active members; between the turns they are put back. */
export async function timeBulkSuspend(
  owner: postgres.Sql,
  { actor }: Place,
  { people, rounds }: { people: number; rounds: number },
): Promise<BulkSuspend> {
  const workspaceId = actor.workspace.id
  const found = await owner<{ id: string }[]>`
    select id from users where workspace_id = ${workspaceId} and status = 'active' and type = 'member' and locked_until is null
     order by sort_name, id limit ${people}`
  const ids = found.map(({ id }) => id)
  const ways = { run: () => suspendByRun(actor, ids), update: () => suspendByUpdate(actor, ids) }
  const taken = { run: [] as number[], update: [] as number[] }
  for (let round = -1; round < rounds; round += 1) {
    for (const way of ["run", "update"] as const) {
      const milliseconds = await timeOnce(ways[way])
      const [suspended] = await owner<{ people: number }[]>`
        select count(*)::int as people from users where workspace_id = ${workspaceId} and id = any (${ids}) and status = 'suspended'`
      if (suspended!.people !== ids.length) throw new Error(`${way} suspended ${suspended!.people} people`)
      if (round >= 0) taken[way].push(milliseconds)
      await putBack(owner, workspaceId, ids)
    }
  }
  return { people: ids.length, run: summarise(taken.run), update: summarise(taken.update) }
}

/** As from the screen, but with just these people: more than can be ticked on a page, and not everybody of a filter. */
async function suspendByRun(actor: Place["actor"], ids: string[]): Promise<void> {
  const input = bulkInput.parse({ action: "suspend", id: ids.slice(0, mostTicked) })
  const { runId } = await startBulk(actor, { ...input, id: ids })
  await continueBulk({ workspaceId: actor.workspace.id, runId })
}

const suspendByUpdate = (actor: Place["actor"], ids: string[]) =>
  change(actor, "users:suspend", "user.suspended", (tx) =>
    tx.update(users).set({ suspendedAt: new Date() }).where(inArray(users.id, ids)),
  )

async function putBack(owner: postgres.Sql, workspaceId: string, ids: string[]): Promise<void> {
  await owner`alter table users disable trigger change_update`
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "users.seeded")
    await tx`update users set suspended_at = null where workspace_id = ${workspaceId} and id = any (${ids})`
  })
  await owner`alter table users enable trigger change_update`
  await owner`vacuum users`
}
