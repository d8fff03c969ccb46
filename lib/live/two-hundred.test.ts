import { beforeAll, expect, test, vi } from "vitest"
import postgres from "postgres"
import { appUrl } from "#db/client.ts"
import { insertBot } from "#db/seed/bots.ts"
import { insertConversation } from "#db/seed/conversations.ts"
import { newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { openReader, sayIn, type TestReader, upTo } from "#lib/testing/live.ts"
import { watchOwnConversation } from "./own-conversation.ts"

let workspace: TestWorkspace
let conversation: string
const readers: TestReader[] = []

const numbers = ({ messages }: TestReader) => messages.map(({ n }) => n)
const everybodyHas = (n: number) =>
  vi.waitFor(() => expect(readers.filter((reader) => numbers(reader).length < n)).toEqual([]), {
    timeout: 15_000,
    interval: 10,
  })

/** Ends the connection that listens; only its own login may. */
async function cut() {
  const app = postgres(appUrl(), { max: 1, onnotice: () => {} })
  const gone = await app`
    select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'roster live' and datname = current_database()`
  await app.end()
  return gone.length
}

beforeAll(async () => {
  workspace = await newWorkspace()
  const person = await newPerson(workspace, { roles: ["User"] })
  const bot = await insertBot(owner, workspace.id, { ownerId: person, published: true })
  conversation = await insertConversation(owner, workspace.id, { userId: person, botId: bot })
  for (let opened = 0; opened < 200; opened += 1)
    readers.push(await openReader(workspace, person, (actor) => watchOwnConversation(actor, conversation, 0)))
})

test("200 readers have each message once and in order", async () => {
  for (let said = 0; said < 5; said += 1) await sayIn(workspace, conversation)
  await everybodyHas(5)
  for (const reader of readers) expect(numbers(reader)).toEqual(upTo(5))
})

test("also what was said while the connection that listens was away", async () => {
  expect(await cut()).toBe(1)
  for (let said = 0; said < 5; said += 1) await sayIn(workspace, conversation)
  await everybodyHas(10)
  for (let said = 0; said < 5; said += 1) await sayIn(workspace, conversation)
  await everybodyHas(15)
  for (const reader of readers) expect(numbers(reader)).toEqual(upTo(15))
})
