import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { ownerUrl } from "#db/client.ts"
import { busyBots } from "#lib/chat/answer-load.ts"
import { answering, startEngine } from "#lib/chat/testing-engine.ts"
import { newTalk } from "#lib/chat/testing-talk.ts"
import { owner } from "#lib/testing/fixtures.ts"
import { answerTasks } from "#lib/jobs/tasks.ts"
import { startWorker } from "#lib/jobs/worker.ts"

// A name of this test's own: other files use the same queue at the same time.
const task = `test-${randomUUID()}`

let talk: Awaited<ReturnType<typeof newTalk>>
let worker: ReturnType<typeof startWorker>
beforeAll(async () => {
  talk = await newTalk()
  worker = startWorker({
    ownerUrl: ownerUrl(),
    tasks: { [task]: answerTasks.answer! },
    concurrency: 16,
    busy: busyBots,
  })
})
afterAll(() => worker.stop())

/** As enqueue_answer does. */
const queue = (botId: string, all: { id: string; n?: number }[]) =>
  owner.begin(async (tx) => {
    for (const { id, n = 1 } of all) {
      const job = tx.json({ workspaceId: talk.workspace.id, conversationId: id, n })
      await tx`select graphile_worker.add_job(${task}, ${job}::json, flags => array[${`bot ${botId}`}::text])`
    }
  })

const answered = async (id: string) => (await talk.said(id)).filter(({ author }) => author === "bot").length

test("a message is answered as soon as it is accepted, and those of one conversation in their order", async () => {
  const bot = await talk.bot()
  const id = await talk.asked(bot, ["Do you ship abroad?", "xkcd", "Is there a warranty?"])
  await queue(
    bot,
    [3, 1, 2].map((n) => ({ id, n })),
  )
  await expect.poll(() => answered(id), { timeout: 10_000, interval: 20 }).toBe(3)
  expect((await talk.said(id)).slice(3).map(({ replyTo }) => replyTo)).toEqual([1, 2, 3])
})

test("a bot whose engine is slow holds up nobody but those who talk with it, and they are answered at last", async () => {
  let open = 0
  let most = 0
  const engine = await startEngine((...request) => {
    open += 1
    most = Math.max(most, open)
    setTimeout(() => {
      open -= 1
      answering({ text: "At last" })(...request)
    }, 700)
  })
  const slow = await talk.bot({ webhookUrl: engine.url })
  const quick = await talk.bot()
  const waiting: { id: string }[] = []
  for (let n = 0; n < 20; n += 1) waiting.push({ id: await talk.asked(slow, ["Hello"]) })
  const id = await talk.asked(quick, ["Do you ship abroad?"])
  await queue(slow, waiting)
  await expect.poll(() => open, { timeout: 10_000, interval: 20 }).toBeGreaterThanOrEqual(4)
  await queue(quick, [{ id }])
  await expect.poll(() => answered(id), { timeout: 10_000, interval: 10 }).toBe(1)
  const still = await Promise.all(waiting.map((one) => answered(one.id)))
  expect(still).toContain(0)
  expect(most).toBe(4)
  for (const one of waiting) await expect.poll(() => answered(one.id), { timeout: 25_000 }).toBe(1)
  expect(most).toBe(4)
})
