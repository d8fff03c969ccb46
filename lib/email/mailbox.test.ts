import { mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { afterAll, expect, test } from "vitest"

const dataDir = mkdtempSync(join(tmpdir(), "roster-mailbox-"))
Object.assign(process.env, { ROSTER_DEMO: "1", DATA_DIR: dataDir })
const { keepInMailbox, readMailbox } = await import("#lib/email/mailbox.ts")

afterAll(() => rmSync(dataDir, { recursive: true }))

const mail = (id: string) => ({
  id,
  workspaceId: "0198c0de-0000-7000-8000-000000000009",
  from: "x@roster.example",
  replyTo: "help@acme.example",
  to: "tom@acme.example",
  subject: id,
  text: "text",
  html: "<p>html</p>",
})

test("mails are kept, newest first, for their owner alone; a second try takes the first one's place", async () => {
  expect(await readMailbox()).toEqual([])
  await keepInMailbox(mail("0198c0de-0000-7000-8000-000000000001"))
  await keepInMailbox(mail("0198c0de-0000-7000-8000-000000000002"))
  expect((await readMailbox()).map(({ id }) => id.at(-1))).toEqual(["2", "1"])
  await delay(5)
  await keepInMailbox(mail("0198c0de-0000-7000-8000-000000000001"))
  const kept = await readMailbox()
  expect(kept.map(({ id }) => id.at(-1))).toEqual(["1", "2"])
  expect(kept[0]).toMatchObject({ to: "tom@acme.example", text: "text", html: "<p>html</p>" })
  expect(Date.parse(kept[0]?.at ?? "")).toBeCloseTo(Date.now(), -4)
  expect(statSync(join(dataDir, "mailbox")).mode & 0o777).toBe(0o700)
  expect(statSync(join(dataDir, "mailbox", `${kept[0]?.id}.json`)).mode & 0o777).toBe(0o600)
})
