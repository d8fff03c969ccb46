import { readFile, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Request } from "@playwright/test"
import postgres from "postgres"
import { startEmbedded } from "../db/embedded.ts"
import { insertBot } from "../db/seed/bots.ts"
import { insertConversation, insertMessage } from "../db/seed/conversations.ts"
import { insertPeople } from "../db/seed/people.ts"
import { insertWorkspace } from "../db/seed/workspace.ts"
import { giveSecret, startEngine } from "./support/engine.ts"
import { expect, plantSession, test } from "./support/fixtures.ts"
import { freePort, startRoster } from "./support/roster.ts"

const others = 8

test("killed between a message and its answer, app and PostgreSQL lose no message and answer none twice", async ({
  page,
}) => {
  test.slow()
  const dataDir = await mkdtemp(join(tmpdir(), "roster-kill-"))
  // Not a fast one: what it took must be on disk.
  const databases = [await startEmbedded({ dataDir })]
  const { url: DATABASE_URL, folder } = databases[0]!
  const engine = await startEngine()
  const settings = {
    DATABASE_URL,
    SMTP_URL: "smtp://127.0.0.1:1",
    BOT_WEBHOOK_NETWORKS: "127.0.0.0/8",
    PORT: String(await freePort()),
  }
  let roster = await startRoster(settings)
  const owner = postgres(DATABASE_URL, { max: 2, onnotice: () => {}, backoff: () => 0.2 })
  try {
    const workspace = await insertWorkspace(owner, { slug: "acme", name: "Acme" })
    const person = { firstName: "Maya", lastName: "Wright", email: "maya@acme.example", roles: ["User"] }
    const [userId] = await insertPeople(owner, workspace, [person])
    const bot = { ownerId: userId!, name: "Order helper", webhookUrl: engine.url, published: true }
    const botId = await insertBot(owner, workspace, bot)
    await giveSecret(owner, workspace, botId)
    const talk = () => insertConversation(owner, workspace, { userId: userId!, botId })
    const own = await talk()
    const theirs = await Promise.all(Array.from({ length: others }, talk))

    /** Others say something too, as the app does it: the message and the job that has it answered, or neither. */
    const othersSay = (text: string) =>
      Promise.all(
        theirs.map((id) =>
          owner.begin(async (tx) => {
            await tx`select set_config('app.workspace_id', ${workspace}, true)`
            const n = await insertMessage(tx, id, { author: "person", authorId: userId, text })
            await tx`select enqueue_answer(${id}, ${n})`
          }),
        ),
      )
    /** What the page waits for from the app, but for the stream: an app that dies while it answers is another story. */
    const underWay = new Set<Request>()
    page.on("request", (request) => {
      if (request.resourceType() !== "eventsource") underWay.add(request)
    })
    for (const event of ["requestfinished", "requestfailed"] as const)
      page.on(event as "requestfinished", (request) => void underWay.delete(request))
    const ask = async (text: string) => {
      engine.hold()
      await page.getByLabel("Write to Order helper").fill(text)
      await page.keyboard.press("Enter")
      await othersSay(text)
      await expect(page.getByRole("log")).toContainText(text)
      await expect(page.getByLabel("Write to Order helper")).toHaveValue("")
      await expect.poll(() => engine.asked.filter((asked) => asked.text === text).length).toBeGreaterThan(0)
      await expect.poll(() => underWay.size).toBe(0)
    }
    /** The open page has the answer, without being loaded again, and once; so has everybody else. */
    const everybodyIsAnswered = async (text: string) => {
      const log = page.getByRole("log")
      await expect(log.getByText(`About: ${text}`)).toHaveCount(1, { timeout: 90_000 })
      const answers = () => owner`
        select c.id, array_agg(a.text) as said from conversations c
          left join messages q on q.conversation_id = c.id and q.text = ${text}
          left join messages a on a.conversation_id = c.id and a.reply_to = q.n and a.author = 'bot'
         where c.workspace_id = ${workspace} group by c.id`
      await expect
        .poll(async () => (await answers()).map(({ said }) => said), { timeout: 90_000 })
        .toEqual(Array.from({ length: others + 1 }, () => [`About: ${text}`]))
    }

    await plantSession(page.context(), { id: workspace, owner } as never, person.email)
    await page.goto(`${roster.url}/chat/${own}`)
    await page.evaluate("window.neverLoadedAgain = true")

    await ask("Where is my order?")
    await roster.kill()
    engine.answer()
    roster = await startRoster(settings)
    await everybodyIsAnswered("Where is my order?")

    await ask("And my refund?")
    const [pid] = (await readFile(join(folder, "postmaster.pid"), "utf8")).split("\n")
    process.kill(Number(pid), "SIGKILL")
    engine.answer()
    databases.push(
      await startEmbedded({ dataDir }, { pickPort: async () => Number(new URL(DATABASE_URL).port) }),
    )
    await everybodyIsAnswered("And my refund?")

    expect(await page.evaluate("window.neverLoadedAgain")).toBe(true)
    // Whoever was asked again was asked with the same id, so that an engine can know it.
    const ids = new Set(engine.asked.map(({ id }) => id))
    expect(ids.size).toBe(2 * (others + 1))
    expect(engine.asked.length).toBeGreaterThan(ids.size)
    const [counted] = await owner`
      select count(*)::int as all, count(distinct (conversation_id, reply_to))::int as answers
        from messages where author = 'bot' and workspace_id = ${workspace}`
    expect(counted).toEqual({ all: 2 * (others + 1), answers: 2 * (others + 1) })
  } finally {
    engine.stop()
    await owner.end({ timeout: 5 })
    await roster.stop()
    for (const database of databases.toReversed()) await database.stop()
    await rm(dataDir, { recursive: true, force: true })
    if (process.env.ROSTER_SHOW_LOG) process.stdout.write(roster.output())
  }
})
