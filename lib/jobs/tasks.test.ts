import { type JobHelpers, parseCrontab } from "graphile-worker"
import { afterAll, expect, test, vi } from "vitest"
import { startSmtp } from "#lib/email/testing.ts"
import { newWorkspace, owner } from "#lib/testing/fixtures.ts"

const { url, mails, close } = await startSmtp((to) =>
  to === "refused@acme.example" ? { at: "recipient", code: 451, says: "try later" } : null,
)
process.env.SMTP_URL = url
const { asSystem } = await import("#lib/access/as-system.ts")
const { queueMail } = await import("#lib/email/queue.ts")
const { schedule, tasks } = await import("#lib/jobs/tasks.ts")
const { log } = await import("#lib/log.ts")

afterAll(close)

type QueuedJob = { id: string; payload: unknown; max_attempts: number }

/** The job as the queue holds it: what a change puts in is what the task gets. */
async function queuedMail(to: string): Promise<QueuedJob> {
  const workspace = await newWorkspace()
  const props = { firstName: "Tom", code: "407123", minutes: 10 }
  await asSystem("mail", workspace.id, (tx) =>
    queueMail(tx, {
      workspace,
      userId: null,
      to,
      sentBy: null,
      message: { template: "verification-code", props },
    }),
  )
  const [job] = await owner<QueuedJob[]>`
    select id, payload, max_attempts from graphile_worker._private_jobs where payload ->> 'workspaceId' = ${workspace.id}`
  return job!
}

const run = async ({ payload, max_attempts }: QueuedJob, attempts: number) => {
  const helpers = { abortSignal: undefined, job: { attempts, max_attempts } } as unknown as JobHelpers
  await tasks["send-mail"]!(payload, helpers)
}

test("a queued mail's job sends it", async () => {
  await run(await queuedMail("tom@acme.example"), 1)
  expect(mails.map(({ text }) => /\d{6}/.exec(text ?? "")?.[0])).toEqual(["407123"])
})

test("one that fails is thrown back to the queue, unless the queue would not come back", async () => {
  vi.spyOn(log, "warn").mockImplementation(() => undefined)
  const job = await queuedMail("refused@acme.example")
  await expect(run(job, 1)).rejects.toThrow("try later")
  await run(job, job.max_attempts)
  const [mail] = await owner`select state from mails where id = ${(job.payload as { mailId: string }).mailId}`
  expect(mail).toEqual({ state: "failed" })
})

test("what is done by the clock is something that the worker can do", () => {
  const scheduled = parseCrontab(schedule).map(({ task }) => task)
  expect(scheduled).toEqual(expect.arrayContaining(["rotate-signing-keys", "seal-client-secrets"]))
  expect(scheduled.filter((task) => !tasks[task])).toEqual([])
})

test("a job that names no mail is refused", async () => {
  await expect(run({ id: "1", payload: { mailId: "x" }, max_attempts: 1 }, 1)).rejects.toThrow()
})
