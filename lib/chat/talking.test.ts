import { beforeAll, expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import { insertBot } from "#db/seed/bots.ts"
import { insertConversation } from "#db/seed/conversations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { messagesPerMinute } from "#lib/auth/policy.ts"
import { countMessage } from "#lib/auth/throttle.ts"
import { NotFound } from "#lib/errors.ts"
import { newActor, newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { answer } from "./answering.ts"
import { startConversation } from "./starting.ts"
import { talkToBot } from "./talking.ts"

let workspace: TestWorkspace
let botId: string
let tom: Actor
beforeAll(async () => {
  workspace = await newWorkspace()
  botId = await insertBot(owner, workspace.id, {
    ownerId: await newPerson(workspace),
    published: true,
    greeting: "Hello",
    entries: [{ title: "Order", phrases: ["where is my order"], answer: "On its way." }],
  })
  tom = await newActor(workspace, { roles: ["User"] })
})

const talk = (more: Partial<Parameters<typeof talkToBot>[1]> = {}, actor = tom) =>
  talkToBot(actor, { botId, text: "Where is my order", wait: 0, ...more })

const saidIn = async (conversationId: string) =>
  (
    await owner<
      { text: string }[]
    >`select text from messages where conversation_id = ${conversationId} order by n`
  ).map(({ text }) => text)

test("begins a conversation, goes on with it, and fetches the answer by the same message", async () => {
  const messageId = uuidv7()
  const first = await talk({ messageId })
  expect(first).toMatchObject({ n: 2, awaits: true, answer: null })
  const { conversationId, n } = first
  await answer({ workspaceId: workspace.id, conversationId, n })
  const again = await talk({ messageId })
  expect(again).toMatchObject({ conversationId, n: 2, answer: { n: 3, text: "On its way." } })
  expect(await saidIn(conversationId)).toEqual(["Hello", "Where is my order", "On its way."])
  expect(await talk({ conversationId, text: "Thanks" })).toMatchObject({ conversationId, n: 4 })
})

test("waits for an answer that comes meanwhile", async () => {
  const messageId = uuidv7()
  const { conversationId, n } = await talk({ messageId })
  const waiting = talk({ messageId, wait: 5000 })
  await answer({ workspaceId: workspace.id, conversationId, n })
  expect((await waiting).answer?.text).toBe("On its way.")
})

test("the same message sent many times at once is one, in one conversation", async () => {
  const messageId = uuidv7()
  const jane = await newActor(workspace, { roles: ["User"] })
  const sent = await Promise.all(Array.from({ length: 6 }, () => talk({ messageId }, jane)))
  expect(new Set(sent.map(({ conversationId, n }) => `${conversationId} ${n}`)).size).toBe(1)
  // Its id is the message's, so that whoever comes second finds it begun.
  expect(sent[0]!.conversationId).toBe(messageId)
  expect(await saidIn(messageId)).toEqual(["Hello", "Where is my order"])
})

test("different messages at once begin a conversation each: a program speaks for many", async () => {
  const program = await newActor(workspace, { roles: ["User"] })
  await startConversation(program, { botId, conversationId: uuidv7() })
  const sent = await Promise.all(["Where is my order", "Thanks", "Hi"].map((text) => talk({ text }, program)))
  expect(new Set(sent.map(({ conversationId }) => conversationId)).size).toBe(3)
  for (const { n } of sent) expect(n).toBe(2)
})

test("what is too much begins nothing", async () => {
  const loud = await newActor(workspace, { roles: ["User"] })
  for (let times = 0; times < messagesPerMinute; times += 1) await countMessage(loud.user.id)
  await expect(talk({}, loud)).rejects.toMatchObject({ code: "too-many-messages" })
  const begun = await owner`select id from conversations where user_id = ${loud.user.id}`
  expect(begun).toHaveLength(0)
})

test("reaches nobody else's conversation, no test, and no other bot's or workspace's", async () => {
  const jane = await newPerson(workspace, { roles: ["User"] })
  const other = await insertBot(owner, workspace.id, { ownerId: jane, published: true })
  const theirs = await insertConversation(owner, workspace.id, { userId: jane, botId })
  const ofOther = await insertConversation(owner, workspace.id, { userId: tom.user.id, botId: other })
  const trial = await insertConversation(owner, workspace.id, { userId: tom.user.id, botId, isTest: true })
  for (const conversationId of [theirs, ofOther, trial, uuidv7()])
    await expect(talk({ conversationId })).rejects.toThrow(NotFound)
  const elsewhere = await newActor(await newWorkspace("Globex"), { roles: ["User"] })
  await expect(talk({}, elsewhere)).rejects.toThrow(NotFound)
  await expect(talk({ botId: "none" })).rejects.toThrow(NotFound)
})

test("is refused without the permission, and by a bot that nobody has published", async () => {
  await expect(talk({}, await newActor(workspace))).rejects.toMatchObject({ code: "not-permitted" })
  const draft = await insertBot(owner, workspace.id, { ownerId: tom.user.id })
  await expect(talk({ botId: draft })).rejects.toMatchObject({ code: "bot-not-published" })
})
