/** The job queue itself: graphile-worker's tables in the owner's schema, and its log lines in ours. */
import { Logger, runMigrations } from "graphile-worker"
import { log } from "#lib/log.ts"

const levels = { error: "error", warning: "warn", info: "info", debug: "debug" } as const

/** What the queue says, in our log; without the jobs' content, which it would add. */
export const queueLog = new Logger(
  ({ jobId, taskIdentifier }: { jobId?: string; taskIdentifier?: string }) => {
    return (level, message) => log[levels[level]]({ job: jobId, task: taskIdentifier }, message)
  },
)

/** Creates or updates the queue's tables. Safe to run from several instances at once; part of every migration. */
export async function installQueue(ownerUrl: string): Promise<void> {
  await runMigrations({ connectionString: ownerUrl, logger: queueLog })
}
