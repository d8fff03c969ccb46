/** Starts the workers beside the web server, and has them stopped with it. */
import { ownerUrl } from "#db/client.ts"
import { busyBots } from "#lib/chat/answer-load.ts"
import { onStop } from "#lib/server/on-stop.ts"
import { answerTasks, schedule, tasks } from "./tasks.ts"
import { startWorker } from "./worker.ts"

/** Starts taking jobs in this process. Needs DATABASE_URL, which the server process has put into the environment. */
export function startJobs(): void {
  const workers = [
    startWorker({ ownerUrl: ownerUrl(), tasks, schedule }),
    startWorker({ ownerUrl: ownerUrl(), tasks: answerTasks, concurrency: 24, busy: busyBots }),
  ]
  for (const { stop } of workers) onStop(stop)
}
