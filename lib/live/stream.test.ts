import { beforeEach, describe, expect, test, vi } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { insertConversation } from "#db/seed/conversations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { newActor, newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { eventually, nextNews, openReader, sayIn, sessionOf, upTo } from "#lib/testing/live.ts"
import { suspendUser } from "#lib/users/life.ts"
import { watchDesk } from "./desk.ts"
import { hub, mostStreams, topics } from "./hub.ts"
import { watchOwnConversation } from "./own-conversation.ts"
import { openStream, standardPace } from "./stream.ts"

let workspace: TestWorkspace
let person: string
let conversation: string

const said = (count: number, text = "Said.") =>
  Array.from({ length: count }, () => ({ author: "bot" as const, text }))
const talk = async (messages = said(3), more = {}) => {
  const bot = await insertBot(owner, workspace.id, { ownerId: person, published: true })
  return insertConversation(owner, workspace.id, { userId: person, botId: bot, messages, ...more })
}
const readOwn = (after: number, pace = standardPace) =>
  openReader(workspace, person, (actor) => watchOwnConversation(actor, conversation, after), pace)
const quick = { ...standardPace, beat: 100 }

beforeEach(async () => {
  workspace = await newWorkspace()
  person = await newPerson(workspace, { roles: ["User"] })
  conversation = await talk()
})

describe("messages", () => {
  test("begin after the one that the reader has", async () => {
    const reader = await readOwn(2)
    await sayIn(workspace, conversation)
    await eventually(() => expect(reader.messages.map(({ n }) => n)).toEqual([3, 4]))
    const later = await readOwn(4)
    await sayIn(workspace, conversation)
    await eventually(() => expect(later.messages.map(({ n }) => n)).toEqual([5]))
  })

  test("all come, also when many were missed", async () => {
    conversation = await talk(said(1203))
    const reader = await readOwn(0)
    await eventually(() => expect(reader.messages.length).toBeGreaterThanOrEqual(1203))
    expect(reader.messages.map(({ n }) => n)).toEqual(upTo(1203))
  })

  test("come in order and once, however many say something at once", async () => {
    const readers = await Promise.all([readOwn(3), readOwn(3), readOwn(3)])
    await Promise.all(upTo(40).map(() => sayIn(workspace, conversation)))
    for (const reader of readers) {
      await eventually(() => expect(reader.messages).toHaveLength(40))
      expect(reader.messages.map(({ n }) => n)).toEqual(upTo(43).slice(3))
    }
  })

  test("come once, also when they are said while the stream is being opened", async () => {
    const slow = async (actor: Actor) => {
      const watch = await watchOwnConversation(actor, conversation, 3)
      const look = vi.fn(watch.look).mockImplementationOnce(async (...asked) => {
        const told = nextNews(topics.conversation(workspace.id, conversation))
        await sayIn(workspace, conversation)
        await told
        const seen = await watch.look(...asked)
        await new Promise((resolve) => setTimeout(resolve, 200))
        return seen
      })
      return { ...watch, look }
    }
    const reader = await openReader(workspace, person, slow)
    await sayIn(workspace, conversation)
    await eventually(() => expect(reader.messages.at(-1)?.n).toBe(5))
    expect(reader.messages.map(({ n }) => n)).toEqual([4, 5])
  })

  test("of another conversation don't come", async () => {
    const reader = await readOwn(3)
    const other = await talk()
    await sayIn(workspace, other)
    await sayIn(workspace, conversation, { text: "Here." })
    await eventually(() => expect(reader.messages).toHaveLength(1))
    expect(reader.messages[0]!.text).toBe("Here.")
  })

  test("come with the next sign of life even if nothing was heard of them", async () => {
    const deaf = async (actor: Actor) => ({
      ...(await watchOwnConversation(actor, conversation, 3)),
      conversationId: null,
    })
    const reader = await openReader(workspace, person, deaf, quick)
    await sayIn(workspace, conversation)
    await eventually(() => expect(reader.messages).toHaveLength(1))
  })
})

describe("a change is told", () => {
  test("of the conversation's state, and not of what is only said", async () => {
    const reader = await readOwn(3)
    await sayIn(workspace, conversation)
    await eventually(() => expect(reader.messages).toHaveLength(1))
    expect(reader.changes).toBe(0)
    await owner`update conversations set state = 'waiting', waiting_since = now() where id = ${conversation}`
    await sayIn(workspace, conversation, { author: "event", event: "handed-over" })
    await eventually(() => expect(reader.changes).toBe(1))
  })

  test("when something happened before the stream was open", async () => {
    const reader = await readOwn(2)
    await eventually(() => expect(reader.changes).toBe(1))
  })

  test("of the queue: to an agent of who waits and of their own, to a supervisor of everybody's", async () => {
    const [agent, other] = [
      await newPerson(workspace, { type: "agent" }),
      await newPerson(workspace, { type: "agent" }),
    ]
    const supervisor = await newPerson(workspace, { type: "supervisor" })
    const pace = { ...standardPace, changes: 0 }
    const desks = await Promise.all(
      [agent, other, supervisor].map((id) => openReader(workspace, id, () => watchDesk(null, 0), pace)),
    )
    const [waiting, taken] = [
      await talk(said(1), { waitingSince: new Date() }),
      await talk(said(1), { waitingSince: new Date(), agentId: agent }),
    ]
    const quiet = () => new Promise((resolve) => setTimeout(resolve, 250))
    const expectMoves = async (work: () => Promise<unknown>, expected: boolean[]) => {
      const before = desks.map(({ changes }) => changes)
      const moved = () => desks.map(({ changes }, index) => changes > before[index]!)
      await work()
      await eventually(() => expect(moved()).toEqual(expected))
      await quiet()
      expect(moved()).toEqual(expected)
    }
    await eventually(() => expect(desks.every(({ changes }) => changes > 0)).toBe(true))
    await quiet()
    await expectMoves(() => sayIn(workspace, waiting), [true, true, true])
    await expectMoves(() => sayIn(workspace, taken), [true, false, true])
    await expectMoves(() => sayIn(workspace, conversation), [false, false, false])
    const event = { author: "event", event: "handed-back" } as const
    await expectMoves(() => sayIn(workspace, conversation, event), [true, true, true])
  })

  test("of the queue, also when somebody's access changes in the same moment", async () => {
    const [agent, leaves] = [
      await newPerson(workspace, { type: "agent" }),
      await newPerson(workspace, { type: "agent" }),
    ]
    const admin = await newActor(workspace, { type: "tenant_admin" })
    await talk(said(1), { waitingSince: new Date(), agentId: leaves })
    const desk = await openReader(workspace, agent, () => watchDesk(null, 0), { ...standardPace, changes: 0 })
    await eventually(() => expect(desk.changes).toBe(1))
    await suspendUser(admin, { userId: leaves, reason: "" })
    await eventually(() => expect(desk.changes).toBeGreaterThan(1))
  })
})

describe("a reader who doesn't read", () => {
  const long = "x".repeat(4000)

  test("is not read for, and gets it all in order when they read again", async () => {
    conversation = await talk(said(1500, long))
    const { actor, anew } = await sessionOf(workspace, person)
    const watch = await watchOwnConversation(actor, conversation, 0)
    const look = vi.fn(watch.look)
    const stream = await openStream({ ...watch, look }, { actor, anew, ended: () => {} })
    for (let times = 0; times < 20; times += 1) await sayIn(workspace, conversation)
    expect(look).toHaveBeenCalledTimes(1)
    const got: string[] = []
    for await (const text of stream.pipeThrough(new TextDecoderStream() as never) as AsyncIterable<string>) {
      got.push(text)
      if (text.includes("id: 1520\n")) break
    }
    expect([...got.join("").matchAll(/^id: (\d+)$/gm)].map(([, n]) => Number(n))).toEqual(upTo(1520))
  })

  test("is dropped", async () => {
    conversation = await talk(said(500, long))
    const { actor, anew } = await sessionOf(workspace, person)
    const ended = vi.fn<() => void>()
    await openStream(await watchOwnConversation(actor, conversation, 0), { actor, anew, ended }, quick)
    await eventually(() => expect(ended).toHaveBeenCalledTimes(1))
  })
})

test("whoever leaves is forgotten", async () => {
  const queue = vi.fn(() => false)
  const watched = async (actor: Actor) => ({ ...(await watchOwnConversation(actor, conversation, 3)), queue })
  const reader = await openReader(workspace, person, watched)
  await reader.leave()
  expect(reader.ended).toBe(1)
  const heard = nextNews(topics.conversation(workspace.id, conversation))
  await sayIn(workspace, conversation)
  await heard
  expect(queue).not.toHaveBeenCalled()
})

test("a session has at most so many streams, and may open another when one is given back", () => {
  const given = upTo(mostStreams).map(() => hub().admit("a session"))
  expect(hub().admit("a session")).toBeNull()
  expect(hub().admit("another session")).not.toBeNull()
  given[0]!()
  given[0]!()
  expect(hub().admit("a session")).not.toBeNull()
  expect(hub().admit("a session")).toBeNull()
})

test("a page that stays open keeps no session from timing out", async () => {
  await readOwn(3, quick)
  await owner`update sessions set last_seen_at = now() - interval '23 hours' where user_id = ${person}`
  await new Promise((resolve) => setTimeout(resolve, 400))
  const [session] = await owner`
    select last_seen_at < now() - interval '22 hours' as idle from sessions where user_id = ${person}`
  expect(session).toEqual({ idle: true })
})
