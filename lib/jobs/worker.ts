/** The worker: takes jobs from the queue for as long as the process lives, and comes back when the database was away. */
import { EventEmitter } from "node:events"
import { setTimeout as delay } from "node:timers/promises"
import { type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker"
import { log } from "#lib/log.ts"
import { keepPresence, type PresenceTimes, usualTimes } from "./presence.ts"
import { queueLog } from "./queue.ts"

export type WorkerOptions = { ownerUrl: string; tasks: TaskList; times?: PresenceTimes }

const concurrency = 3
const abortAfter = 5000 // ms after which jobs still running at a stop are told to give up; they are tried again later
const patience = 9000 // ms for a whole stop
const longestPause = 30_000 // ms

/** Starts taking jobs. `stop` takes no more, lets the running ones finish (at most 9 s) and leaves none of them locked. */
export function startWorker({ ownerUrl, tasks, times = usualTimes }: WorkerOptions): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const presence = keepPresence(ownerUrl, times)
  const events: WorkerEvents = new EventEmitter()
  events.on("pool:create", ({ workerPool }) => presence.add(workerPool.id))
  events.on("pool:release", ({ workerPool }) => presence.remove(workerPool.id))
  let runner: Runner | undefined

  async function runOnce() {
    runner = await run({
      connectionString: ownerUrl,
      taskList: tasks,
      parsedCronItems: [],
      events,
      concurrency,
      maxPoolSize: concurrency + 2,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: abortAfter,
      logger: queueLog,
    })
    if (stopping.signal.aborted) await runner.stop()
    await runner.promise
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
      void runner?.stop().catch(() => undefined)
      const timer = new AbortController()
      await Promise.race([ended, delay(patience, undefined, { signal: timer.signal }).catch(() => undefined)])
      timer.abort()
      await presence.stop()
    },
  }
}
