import { beforeAll, expect, test, vi } from "vitest"
import { ownerUrl } from "#db/client.ts"
import { insertBot } from "#db/seed/bots.ts"
import { insertConversation } from "#db/seed/conversations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { type Between, standBetween } from "#lib/testing/between.ts"
import { newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { openReader, sayIn, sessionOf, type TestReader, upTo } from "#lib/testing/live.ts"
import { watchOwnConversation } from "./own-conversation.ts"
import { standardPace } from "./stream.ts"

let workspace: TestWorkspace
let conversation: string
let way: Between
// No sign of life helps out.
const pace = { ...standardPace, beat: 600_000 }
const readers: TestReader[] = []
let looking = 0

const numbers = ({ messages }: TestReader) => messages.map(({ n }) => n)
const everybodyHas = (n: number) =>
  vi.waitFor(() => expect(readers.filter((reader) => numbers(reader).length < n)).toEqual([]), {
    timeout: 25_000,
    interval: 10,
  })

beforeAll(async () => {
  workspace = await newWorkspace()
  const person = await newPerson(workspace, { roles: ["User"] })
  const bot = await insertBot(owner, workspace.id, { ownerId: person, published: true })
  conversation = await insertConversation(owner, workspace.id, { userId: person, botId: bot })
  // The connections that read go straight, the one that listens by a way that can be shut.
  await sessionOf(workspace, person)
  way = await standBetween()
  const direct = ownerUrl()
  process.env.DATABASE_URL = way.url
  const watch = async (actor: Actor) => {
    const own = await watchOwnConversation(actor, conversation, 0)
    const look: typeof own.look = async (...asked) => {
      looking += 1
      return own.look(...asked).finally(() => (looking -= 1))
    }
    return { ...own, look }
  }
  for (let opened = 0; opened < 200; opened += 1)
    readers.push(await openReader(workspace, person, watch, pace))
  return () => {
    process.env.DATABASE_URL = direct
    way.stop()
  }
})

test("200 readers have each message once and in order", async () => {
  for (let said = 0; said < 5; said += 1) await sayIn(workspace, conversation)
  await everybodyHas(5)
  for (const reader of readers) expect(numbers(reader)).toEqual(upTo(5))
})

test("also what was said while the connection that listens was away", async () => {
  // Whoever still looks, because more was told than there was, has looked.
  do await new Promise((resolve) => setTimeout(resolve, 1_000))
  while (looking > 0)
  way.shut()
  for (let said = 0; said < 5; said += 1) await sayIn(workspace, conversation)
  for (const reader of readers) expect(numbers(reader)).toEqual(upTo(5))
  way.open()
  await everybodyHas(10)
  await sayIn(workspace, conversation)
  await everybodyHas(11)
  for (const reader of readers) expect(numbers(reader)).toEqual(upTo(11))
})
