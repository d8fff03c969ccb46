/** A run of an action on many: begun, watched, stopped. The worker does it, batch by batch (worker.ts). */
import { setTimeout as delay } from "node:timers/promises"
import { and, asc, desc, eq, isNotNull, ne, sql } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { bulkItems, bulkRuns } from "#db/schema/bulk.ts"
import { users } from "#db/schema/users.ts"
import { type Actor, can } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { proveToHandOver } from "#lib/bot-members/handing-over.ts"
import { NotFound, type RefusalCode, refuse } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"
import { bulkActions } from "./actions.ts"
import { heirsOfRun } from "./heirs.ts"
import type { BulkActionName, BulkInput, BulkRunInput } from "./input.ts"
import { chosen, mostAtOnce, queryOf } from "./selection.ts"

class AlreadyBegun extends Error {}

/**
 * Begins the run with whoever is chosen now, and answers its id; the worker does it. The same `runId` again, from the same actor
 * for the same action, is the same run: nobody is done twice. Refuses `nobody-chosen`, `bulk-needs-target`, `bulk-too-many`,
 * `bulk-spent`; where bots would lose their owner `owner-missing`, `owner-leaves`, `owner-unfit`, `nobody-with-address`, and with new owners what requireRecentProof()
 * refuses: now, not when the worker does it. Needs the action's own permission.
 */
export async function startBulk(actor: Actor, input: BulkInput): Promise<{ runId: string }> {
  const action = bulkActions[input.action]
  refuse(action.needs && !input.target, "bulk-needs-target", "target")
  if (input.action === "archive") {
    refuse(!can(actor, action.permission), "not-permitted")
    await proveToHandOver(actor, input)
  }
  const runId = input.runId ?? uuidv7()
  try {
    await change(actor, action.permission, "bulk.started", async (tx) => {
      if (input.runId && (await isOurs(tx, actor, runId, input))) throw new AlreadyBegun()
      await insertRun(tx, actor, runId, input)
    })
  } catch (error) {
    if (!(error instanceof AlreadyBegun)) throw error
  }
  return { runId }
}

async function isOurs(tx: Tx, actor: Actor, runId: string, { action, target }: BulkInput): Promise<boolean> {
  const [there] = await tx
    .select({ target: bulkRuns.target })
    .from(bulkRuns)
    .where(and(eq(bulkRuns.id, runId), eq(bulkRuns.createdBy, actor.user.id), eq(bulkRuns.action, action)))
  return there !== undefined && (bulkActions[action].needs === null || there.target === target)
}

async function insertRun(tx: Tx, actor: Actor, runId: string, input: BulkInput): Promise<void> {
  const workspaceId = actor.workspace.id
  const where = await chosen(tx, input)
  await tx.insert(bulkRuns).values({
    workspaceId,
    id: runId,
    createdBy: actor.user.id,
    action: input.action,
    target: bulkActions[input.action].needs ? input.target : null,
    reason: input.reason || null,
    query: input.all ? queryOf(input) : null,
    selected: 0,
  })
  const added = await tx.execute(sql`
    insert into bulk_items (workspace_id, run_id, n, user_id)
    select ${workspaceId}, ${runId}, row_number() over (order by sort_name, id), id from ${users} where ${where} limit ${mostAtOnce + 1}`)
  const selected = (added as unknown as { count: number }).count
  refuse(selected === 0, "nobody-chosen")
  refuse(selected > mostAtOnce, "bulk-too-many")
  const newOwners = input.action === "archive" ? await heirsOfRun(tx, actor, runId, input) : null
  await tx.update(bulkRuns).set({ selected, newOwners }).where(eq(bulkRuns.id, runId))
  const job = JSON.stringify({ workspaceId, runId })
  await tx.execute(sql`select enqueue('bulk', ${job}::jsonb)`)
}

/** Waits until the run is over, at most `most` ms. Throws NotFound. Needs `users:read`. */
export async function waitForBulk(actor: Actor, runId: string, most: number): Promise<void> {
  for (const until = Date.now() + most; Date.now() < until; await delay(100))
    if ((await getBulkRun(actor, runId)).endedAt) return
}

/** Stops the run before its next batch; what is done stays done. Refuses `bulk-over`; NotFound. Needs the action's own permission. */
export async function stopBulk(actor: Actor, { runId }: BulkRunInput): Promise<void> {
  const { action } = await getBulkRun(actor, runId)
  await change(actor, bulkActions[action].permission, "bulk.stopped", async (tx) => {
    const stopped = await tx
      .update(bulkRuns)
      .set({ state: "stopping" })
      .where(and(eq(bulkRuns.id, runId), eq(bulkRuns.state, "running")))
      .returning({ id: bulkRuns.id })
    refuse(stopped.length === 0, "bulk-over")
  })
}

export type BulkState = "running" | "stopping" | "stopped" | "finished"

export type BulkRun = Awaited<ReturnType<typeof getBulkRun>>

/** The run with how far it has come and why people were left out. Throws NotFound. Needs `users:read`. */
export async function getBulkRun(actor: Actor, runId: string) {
  return read(actor, "users:read", async (tx) => {
    if (!isUuid(runId)) throw new NotFound()
    const [run] = await tx
      .select({
        id: bulkRuns.id,
        action: sql<BulkActionName>`${bulkRuns.action}`,
        target: bulkRuns.target,
        state: sql<BulkState>`${bulkRuns.state}`,
        reason: bulkRuns.reason,
        selected: bulkRuns.selected,
        createdAt: bulkRuns.createdAt,
        endedAt: bulkRuns.endedAt,
        createdBy: { id: users.id, firstName: users.firstName, lastName: users.lastName },
      })
      .from(bulkRuns)
      .innerJoin(users, and(eq(users.workspaceId, bulkRuns.workspaceId), eq(users.id, bulkRuns.createdBy)))
      .where(eq(bulkRuns.id, runId))
    if (!run) throw new NotFound()
    const counted = await tx
      .select({ outcome: bulkItems.outcome, people: sql<number>`count(*)::int` })
      .from(bulkItems)
      .where(and(eq(bulkItems.runId, runId), isNotNull(bulkItems.outcome)))
      .groupBy(bulkItems.outcome)
    const done = counted.find(({ outcome }) => outcome === "done")?.people ?? 0
    const skipped = counted
      .filter(({ outcome }) => outcome !== "done")
      .map(({ outcome, people }) => ({ code: outcome as RefusalCode, people }))
    const left = run.selected - done - skipped.reduce((sum, { people }) => sum + people, 0)
    return { ...run, done, skipped, left, mayStop: can(actor, bulkActions[run.action].permission) }
  })
}

/** Up to `most` of the people to whom it was not done, and why. Needs `users:read`. */
export async function listBulkSkipped(actor: Actor, runId: string, most = 100) {
  return read(actor, "users:read", (tx) =>
    tx
      .select({
        id: users.id,
        firstName: users.firstName,
        lastName: users.lastName,
        pictureId: users.pictureId,
        code: sql<RefusalCode>`${bulkItems.outcome}`,
      })
      .from(bulkItems)
      .innerJoin(users, and(eq(users.workspaceId, bulkItems.workspaceId), eq(users.id, bulkItems.userId)))
      .where(and(eq(bulkItems.runId, runId), ne(bulkItems.outcome, "done")))
      .orderBy(asc(bulkItems.n))
      .limit(most),
  )
}

/** The actor's latest runs, newest first. Needs `users:read`. */
export async function listBulkRuns(actor: Actor, most = 5) {
  return read(actor, "users:read", (tx) =>
    tx
      .select({
        id: bulkRuns.id,
        action: sql<BulkActionName>`${bulkRuns.action}`,
        state: sql<BulkState>`${bulkRuns.state}`,
        selected: bulkRuns.selected,
        createdAt: bulkRuns.createdAt,
      })
      .from(bulkRuns)
      .where(eq(bulkRuns.createdBy, actor.user.id))
      .orderBy(desc(bulkRuns.createdAt))
      .limit(most),
  )
}
