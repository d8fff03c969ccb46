/** A worker in a process of its own, for tests that kill it: `node testing-worker.ts <task> <ms that a job takes> [deaf]`. */
import { setTimeout as delay } from "node:timers/promises"
import { ownerUrl } from "#db/client.ts"
import { onStop, runStops } from "#lib/server/on-stop.ts"
import { stopOnSignals } from "#lib/server/shutdown.ts"
import { startWorker } from "./worker.ts"

const [task = "", milliseconds = "0", deaf] = process.argv.slice(2)
const say = (line: string) => process.stdout.write(`${line}\n`)

const worker = startWorker({
  ownerUrl: ownerUrl(),
  times: { abort: 300, patience: 2000 },
  tasks: {
    [task]: async (_payload, { abortSignal, job }) => {
      say(`began ${job.id} locked by ${job.locked_by}`)
      await delay(Number(milliseconds), undefined, { signal: deaf ? undefined : abortSignal })
      say(`finished ${job.id}`)
    },
  },
})
onStop(worker.stop)
stopOnSignals(async () => {
  await runStops()
  return true
})
