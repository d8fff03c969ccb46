/** Starts the worker beside the web server, and has it stopped with it. */
import { ownerUrl } from "#db/client.ts"
import { onStop } from "#lib/server/on-stop.ts"
import { schedule, tasks } from "./tasks.ts"
import { startWorker } from "./worker.ts"

/** Starts taking jobs in this process. Needs DATABASE_URL, which the server process has put into the environment. */
export function startJobs(): void {
  const worker = startWorker({ ownerUrl: ownerUrl(), tasks, schedule })
  onStop(worker.stop)
}
