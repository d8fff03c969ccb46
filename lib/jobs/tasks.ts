/** What the worker can do. Every task may run twice and counts its own tries: a job whose worker was killed is started again. */
import type { TaskList } from "graphile-worker"
import { z } from "zod"
import { deliverMail } from "#lib/email/delivery.ts"

const mailJob = z.object({ workspaceId: z.uuid(), mailId: z.uuid() })

export const tasks: TaskList = {
  "send-mail": async (payload, { abortSignal, job }) => {
    await deliverMail(mailJob.parse(payload), { stop: abortSignal, last: job.attempts >= job.max_attempts })
  },
}
