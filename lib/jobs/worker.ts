/** The worker: takes jobs from the queue for as long as the process lives, and comes back when the database was away. */
import { EventEmitter } from "node:events"
import { setTimeout as delay } from "node:timers/promises"
import { parseCrontab, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker"
import { log } from "#lib/log.ts"
import { keepPresence, type PresenceTimes, usualTimes } from "./presence.ts"
import { queueLog } from "./queue.ts"

export type WorkerTimes = PresenceTimes & {
  /** ms after which jobs still running at a stop are told to give up; they are tried again later. */
  abort: number
  /** ms for a whole stop; the jobs of those that don't listen are given back then. */
  patience: number
}
export type WorkerOptions = {
  ownerUrl: string
  tasks: TaskList
  /** Crontab lines. */
  schedule?: string
  /** How many jobs at once. */
  concurrency?: number
  /** Jobs with one of these flags are left for later. */
  busy?: () => string[]
  times?: Partial<WorkerTimes>
}

const standardTimes: WorkerTimes = { ...usualTimes, abort: 5000, patience: 9000 }
const longestPause = 30_000 // ms

/**
 * Starts taking jobs. `stop` takes no more, lets the running ones finish (at most 9 s) and leaves none of them
 * locked.
 */
export function startWorker({
  ownerUrl,
  tasks,
  schedule = "",
  concurrency = 3,
  busy,
  times: given,
}: WorkerOptions): {
  stop: () => Promise<void>
} {
  const times = { ...standardTimes, ...given }
  const stopping = new AbortController()
  const presence = keepPresence(ownerUrl, times)
  const events: WorkerEvents = new EventEmitter()
  events.on("pool:create", ({ workerPool }) => presence.add(workerPool.id))
  events.on("pool:release", ({ workerPool }) => presence.remove(workerPool.id))
  let runner: Runner | undefined
  let broken = Promise.withResolvers<never>()
  // A worker that could not write what came of its job has ended, and its pool stays without a word (graphile-worker 0.18.0): the jobs it
  // holds are given back, and another pool begins.
  events.on("pool:fatalError", ({ workerPool, error }) => {
    presence.remove(workerPool.id)
    broken.reject(error as Error)
  })

  async function runOnce() {
    broken = Promise.withResolvers()
    broken.promise.catch(() => {})
    runner = await run({
      connectionString: ownerUrl,
      taskList: tasks,
      parsedCronItems: parseCrontab(schedule),
      events,
      concurrency,
      forbiddenFlags: busy,
      maxPoolSize: concurrency + 3,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: times.abort,
      // In batches (of whatever came in the same moment), because a stop waits for batches alone: the outcome of a job that just
      // ended would otherwise be lost with the connection (graphile-worker 0.18.0).
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      logger: queueLog,
    })
    if (stopping.signal.aborted) await runner.stop()
    const running = runner
    await Promise.race([running.promise, broken.promise]).finally(() => void running.stop().catch(() => {}))
  }

  async function keepRunning() {
    for (let pause = 1000; !stopping.signal.aborted; pause = Math.min(pause * 2, longestPause)) {
      const began = Date.now()
      await runOnce().catch((error: unknown) => log.error({ err: error }, "the worker failed"))
      if (stopping.signal.aborted) return
      if (Date.now() - began > longestPause) pause = 1000
      log.warn({ pause }, "the worker ended and is started again")
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  const ended = keepRunning()
  return {
    async stop() {
      stopping.abort()
      // It refuses when the pool has just ended by itself, which is as good.
      const stopped = runner?.stop().catch(() => undefined)
      const timer = new AbortController()
      const late = delay(times.patience, undefined, { signal: timer.signal }).catch(() => undefined)
      await Promise.race([Promise.all([stopped, ended]), late])
      timer.abort()
      await presence.stop()
    },
  }
}
