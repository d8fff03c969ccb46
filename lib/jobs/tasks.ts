/** What the worker can do. Every task may run twice and counts its own tries: a job whose worker was killed is started again. */
import type { TaskList } from "graphile-worker"
import { z } from "zod"
import { clearFormerLogos } from "#lib/access/logo-store.ts"
import { clearExpiredSso } from "#lib/access/sso-store.ts"
import { clearExpiredThrottles } from "#lib/access/throttle-store.ts"
import { lockAccount, mailResetLink, mailWorkspaces } from "#lib/auth/front-door-jobs.ts"
import { sealWebhookSecretsAnew } from "#lib/bots/secret-sealing.ts"
import { continueBulk } from "#lib/bulk/worker.ts"
import { withinShare } from "#lib/chat/answer-load.ts"
import { answer } from "#lib/chat/answering.ts"
import { deliverMail } from "#lib/email/delivery.ts"
import { sealClientSecretsAnew } from "#lib/identity-providers/secret-sealing.ts"
import { formerLogos } from "#lib/pictures/limits.ts"
import { rotateSigningKeys } from "#lib/platform-tokens/signing-keys.ts"

const mailJob = z.object({ workspaceId: z.uuid(), mailId: z.uuid() })

const frontDoorJob = z.object({ workspaceId: z.uuid(), emailNorm: z.string(), at: z.number() })

/** What is done by the clock, as crontab lines. */
export const schedule = [
  "17 * * * * clear-throttles",
  "27 * * * * clear-sso",
  "37 * * * * rotate-signing-keys",
  "47 * * * * seal-client-secrets",
  "57 * * * * clear-former-logos",
].join("\n")

const bulkJob = z.object({ workspaceId: z.uuid(), runId: z.uuid() })

export const tasks: TaskList = {
  bulk: (payload, { abortSignal }) => continueBulk(bulkJob.parse(payload), abortSignal),
  "clear-former-logos": () => clearFormerLogos(formerLogos),
  "clear-sso": clearExpiredSso,
  "clear-throttles": clearExpiredThrottles,
  "rotate-signing-keys": () => rotateSigningKeys(),
  "seal-client-secrets": async () => {
    await sealClientSecretsAnew()
    await sealWebhookSecretsAnew()
  },
  "lock-account": (payload) => lockAccount(frontDoorJob.parse(payload)),
  "send-reset-link": (payload) => mailResetLink(frontDoorJob.parse(payload)),
  "send-workspaces": (payload) => mailWorkspaces(frontDoorJob.parse(payload)),
  "send-mail": async (payload, { abortSignal, job }) => {
    await deliverMail(mailJob.parse(payload), { stop: abortSignal, last: job.attempts >= job.max_attempts })
  },
}

const answerJob = z.object({
  workspaceId: z.uuid(),
  conversationId: z.uuid(),
  n: z.int().positive(),
  again: z.boolean().default(false),
})

/** What a worker of its own does: a bot's engine may be slow, and nothing else waits for it. */
export const answerTasks: TaskList = {
  answer: async (payload, { abortSignal, job, addJob }) => {
    const given = answerJob.parse(payload)
    const task = { ...given, again: given.again || job.attempts > 1 }
    const flags = Object.keys(job.flags ?? {})
    const done = await withinShare(flags[0] ?? "", () => answer(task, abortSignal))
    const runAt = new Date(Date.now() + 1000)
    if (!done) await addJob(job.task_identifier, task, { flags, maxAttempts: job.max_attempts, runAt })
  },
}
