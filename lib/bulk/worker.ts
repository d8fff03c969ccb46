/** The worker's side: batch after batch, each a change of its own as the person who asked, each remembered in the same transaction. */
import { and, asc, eq, isNull, sql } from "drizzle-orm"
import { bulkItems, bulkRuns } from "#db/schema/bulk.ts"
import type { Actor } from "#lib/access/actor.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { change } from "#lib/access/change.ts"
import { jobActor } from "#lib/access/job-actor.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotSignedIn, Refused } from "#lib/errors.ts"
import { bulkActions } from "./actions.ts"
import { doBatch } from "./batch.ts"
import { heirsIn } from "./heirs.ts"
import type { BulkActionName } from "./input.ts"

const batchSize = 200

type Job = { workspaceId: string; runId: string }

/**
 * Goes on with the run until nobody is left or somebody stops it. May be called again at any time, also twice at once: who was
 * done is not done again. A batch that is refused as a whole is tried person by person, so that only who is the reason is left out.
 */
export async function continueBulk(job: Job, stop?: AbortSignal): Promise<void> {
  let size = batchSize
  let singles = 0
  while (!stop?.aborted) {
    const run = await currentRun(job)
    if (!run || run.state === "finished" || run.state === "stopped") return
    if (run.state === "stopping") return end(job, "stopped")
    const actor = await jobActor(job.workspaceId, run.createdBy, job.runId)
    if (!actor) return end(job, "stopped", "not-permitted")
    const tried = { n: 0 }
    try {
      if ((await nextBatch(actor, run, size, tried)) === "over") return
    } catch (error) {
      if (error instanceof NotSignedIn) return end(job, "stopped", "not-permitted")
      if (!(error instanceof Refused)) throw error
      if (error.code === "not-permitted") return end(job, "stopped", "not-permitted")
      if (error.code === "busy") continue
      if (size === 1) await skip(job, tried.n, error.code)
      else singles = size
    }
    size = singles > 0 ? 1 : batchSize
    singles -= 1
  }
  // Asked to stop with the process: the queue hands the job to whoever comes next.
  throw new Error("stopped in the middle, to be continued")
}

type Run = NonNullable<Awaited<ReturnType<typeof currentRun>>>

/** Notes in `tried` who comes first, for when it is refused. */
async function nextBatch(
  actor: Actor,
  run: Run,
  size: number,
  tried: { n: number },
): Promise<"over" | "more"> {
  const action = bulkActions[run.action]
  return change(
    actor,
    action.permission,
    action.change,
    async (tx) => {
      // Under the workspace's lock: a second worker with the same job has waited for it and finds the next people.
      const [held] = await tx.select({ state: bulkRuns.state }).from(bulkRuns).where(eq(bulkRuns.id, run.id))
      if (held?.state !== "running") return "more"
      const items = await toDo(tx, run.id, size + 1)
      const batch = items.slice(0, size)
      tried.n = batch[0]?.n ?? 0
      const outcomes = await doBatch(tx, actor, action, {
        userIds: batch.map(({ userId }) => userId),
        target: run.target ?? "",
        heirs: heirsIn(run.newOwners),
      })
      const codes = new Map(outcomes.map(({ person, refusal }) => [person.id, refusal ?? "done"]))
      await remember(
        tx,
        run.id,
        batch.map(({ n, userId }) => ({ n, outcome: codes.get(userId) ?? "erased" })),
      )
      if (items.length > size) return "more"
      await tx.update(bulkRuns).set({ state: "finished", endedAt: new Date() }).where(eq(bulkRuns.id, run.id))
      return "over"
    },
    { reason: run.reason ?? undefined },
  )
}

const toDo = (tx: Tx, runId: string, most: number) =>
  tx
    .select({ n: bulkItems.n, userId: bulkItems.userId })
    .from(bulkItems)
    .where(and(eq(bulkItems.runId, runId), isNull(bulkItems.outcome)))
    .orderBy(asc(bulkItems.n))
    .limit(most)

async function remember(tx: Tx, runId: string, all: { n: number; outcome: string }[]): Promise<void> {
  await tx.execute(sql`
    update bulk_items set outcome = told.outcome
      from unnest(${sql.param(all.map(({ n }) => n))}::int[], ${sql.param(all.map(({ outcome }) => outcome))}::text[]) as told (n, outcome)
     where run_id = ${runId} and bulk_items.n = told.n and bulk_items.outcome is null`)
}

async function currentRun({ workspaceId, runId }: Job) {
  const [run] = await asSystem("job", workspaceId, (tx) =>
    tx
      .select({
        id: bulkRuns.id,
        action: sql<BulkActionName>`${bulkRuns.action}`,
        target: bulkRuns.target,
        newOwners: bulkRuns.newOwners,
        reason: bulkRuns.reason,
        state: bulkRuns.state,
        createdBy: bulkRuns.createdBy,
      })
      .from(bulkRuns)
      .where(eq(bulkRuns.id, runId)),
  )
  return run
}

/** Leaves out the one who alone is refused; by number, since whoever else works on the run may have left them out already. */
const skip = ({ workspaceId, runId }: Job, n: number, code: string): Promise<void> =>
  asSystem("job", workspaceId, (tx) => remember(tx, runId, [{ n, outcome: code }]))

async function end({ workspaceId, runId }: Job, state: "stopped", code?: string): Promise<void> {
  await asSystem("job", workspaceId, async (tx) => {
    if (code)
      await tx
        .update(bulkItems)
        .set({ outcome: code })
        .where(and(eq(bulkItems.runId, runId), isNull(bulkItems.outcome)))
    await tx.update(bulkRuns).set({ state, endedAt: new Date() }).where(eq(bulkRuns.id, runId))
  })
}
