import { beforeAll, describe, expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import { insertBot } from "#db/seed/bots.ts"
import { insertConversation } from "#db/seed/conversations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { messagesPerMinute } from "#lib/auth/policy.ts"
import { NotFound } from "#lib/errors.ts"
import { newActor, newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { askForPerson } from "./asking.ts"
import { sendMessage, sendTestMessage } from "./sending.ts"

let workspace: TestWorkspace
let tom: Actor
let botId: string
beforeAll(async () => {
  workspace = await newWorkspace()
  botId = await insertBot(owner, workspace.id, { ownerId: await newPerson(workspace), published: true })
})

/** A person of their own, so that nobody's messages count for another's limit. */
const newUser = () => newActor(workspace, { roles: ["User"] })

const begin = async (actor: Actor, more: Partial<Parameters<typeof insertConversation>[2]> = {}) =>
  insertConversation(owner, workspace.id, { userId: actor.user.id, botId, ...more })

const send = (actor: Actor, conversationId: string, text = "Hello", messageId: string = uuidv7()) =>
  sendMessage(actor, { conversationId, messageId, text })

const said = (conversationId: string) =>
  owner<{ n: number; author: string; text: string }[]>`
    select n, author, text from messages where conversation_id = ${conversationId} order by n`

const jobsOf = async (conversationId: string) =>
  (
    await owner<{ n: number }[]>`
      select (payload ->> 'n')::int as n from graphile_worker._private_jobs where payload ->> 'conversationId' = ${conversationId}`
  ).map(({ n }) => n)

const activityOf = async ({ user }: Actor) =>
  (
    await owner<{ messages: number; last_message_at: Date | null }[]>`
      select messages, last_message_at from user_activity where user_id = ${user.id}`
  )[0]!

describe("a message", () => {
  beforeAll(async () => {
    tom = await newUser()
  })

  test("is accepted with the job that answers it, and counts as activity and as seen", async () => {
    const id = await begin(tom, { messages: [{ author: "bot", text: "Hello" }] })
    expect(await send(tom, id, "Where is my order?")).toEqual({ conversationId: id, n: 2, awaits: true })
    expect((await said(id))[1]).toEqual({ n: 2, author: "person", text: "Where is my order?" })
    expect(await jobsOf(id)).toEqual([2])
    expect(await activityOf(tom)).toMatchObject({ messages: 1, last_message_at: expect.any(Date) as Date })
    const [kept] = await owner`select seen, messages from conversations where id = ${id}`
    expect(kept).toEqual({ seen: 2, messages: 2 })
  })

  test("sent twice at once is one", async () => {
    const id = await begin(tom)
    const messageId = uuidv7()
    const both = await Promise.all([send(tom, id, "Once", messageId), send(tom, id, "Once", messageId)])
    expect(both.map(({ n }) => n)).toEqual([1, 1])
    expect(await said(id)).toHaveLength(1)
    expect(await jobsOf(id)).toEqual([1])
  })

  test("of another text under the same id is another one: nothing that was typed is lost", async () => {
    const id = await begin(tom)
    const messageId = uuidv7()
    await send(tom, id, "First", messageId)
    await send(tom, id, "First, and more", messageId)
    const elsewhere = await begin(tom)
    await send(tom, elsewhere, "First", messageId)
    expect((await said(id)).map(({ text }) => text)).toEqual(["First", "First, and more"])
    expect(await said(elsewhere)).toHaveLength(1)
  })

  test("opens a closed conversation again, with the bot", async () => {
    const id = await begin(tom)
    await owner`update conversations set state = 'closed', closed_at = now() where id = ${id}`
    expect((await send(tom, id)).awaits).toBe(true)
    const [{ state, closed_at }] = (await owner`
      select state, closed_at from conversations where id = ${id}`) as [Record<string, unknown>]
    expect([state, closed_at]).toEqual(["bot", null])
  })

  test("while somebody is waited for, or has it, is not for the bot", async () => {
    const waiting = await begin(tom, { waitingSince: new Date() })
    const taken = await begin(tom, { waitingSince: new Date(), agentId: await newPerson(workspace) })
    for (const id of [waiting, taken]) {
      expect((await send(tom, id)).awaits).toBe(false)
      expect(await jobsOf(id)).toEqual([])
    }
  })
})

describe("no message", () => {
  test("in what is somebody else's, another workspace's or nobody's conversation", async () => {
    const actor = await newUser()
    const theirs = await begin(await newUser())
    const elsewhere = await newWorkspace("Globex")
    const stranger = await newActor(elsewhere, { roles: ["User"] })
    const foreign = await insertConversation(owner, elsewhere.id, {
      userId: stranger.user.id,
      botId: await insertBot(owner, elsewhere.id, { ownerId: stranger.user.id, published: true }),
    })
    for (const id of [theirs, foreign, uuidv7(), "no-id"])
      await expect(send(actor, id), id).rejects.toThrow(NotFound)
    expect([...(await said(theirs)), ...(await said(foreign))]).toEqual([])
  })

  test("without the permission", async () => {
    const nobody = await newActor(workspace)
    const id = await begin(nobody)
    await expect(send(nobody, id)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(askForPerson(nobody, { conversationId: id })).rejects.toMatchObject({
      code: "not-permitted",
    })
    expect(await said(id)).toEqual([])
  })

  test("to a bot that is archived or not published", async () => {
    const actor = await newUser()
    const ownerId = await newPerson(workspace)
    const archived = await insertBot(owner, workspace.id, {
      ownerId,
      published: true,
      archivedAt: new Date(),
    })
    const draft = await insertBot(owner, workspace.id, { ownerId })
    const code = async (id: string) =>
      send(actor, await begin(actor, { botId: id })).catch((error: { code: string }) => error.code)
    expect(await code(archived)).toBe("bot-archived")
    expect(await code(draft)).toBe("bot-not-published")
  })

  test("beyond the limit of a minute; those before stay", async () => {
    const actor = await newUser()
    const id = await begin(actor)
    const all = await Promise.allSettled(
      Array.from({ length: messagesPerMinute + 3 }, (_, n) => send(actor, id, `${n}`)),
    )
    const refused = all.filter(({ status }) => status === "rejected")
    expect(refused).toHaveLength(3)
    expect(refused[0]).toMatchObject({ reason: { code: "too-many-messages", field: "text" } })
    expect(await said(id)).toHaveLength(messagesPerMinute)
  })
})

describe("a message to a draft", () => {
  const tryOut = (actor: Actor, bot: string, conversationId: string = uuidv7()) =>
    sendTestMessage(actor, { botId: bot, conversationId, messageId: uuidv7(), text: "Hello" })

  test("begins the test with the greeting, and counts nowhere", async () => {
    const developer = await newActor(workspace, { roles: ["Developer"] })
    const draft = await insertBot(owner, workspace.id, {
      ownerId: await newPerson(workspace),
      greeting: "Hi.",
    })
    const conversationId = uuidv7()
    await tryOut(developer, draft, conversationId)
    await tryOut(developer, draft, conversationId)
    expect(await said(conversationId)).toEqual([
      { n: 1, author: "bot", text: "Hi." },
      { n: 2, author: "person", text: "Hello" },
      { n: 3, author: "person", text: "Hello" },
    ])
    expect(await activityOf(developer)).toMatchObject({ messages: 0 })
    await expect(askForPerson(developer, { conversationId })).rejects.toThrow(NotFound)
  })

  test("is for who has a part in that bot, and for that bot only", async () => {
    const tester = await newActor(workspace)
    const ownerId = await newPerson(workspace)
    const mine = await insertBot(owner, workspace.id, {
      ownerId,
      members: [{ userId: tester.user.id, role: "tester" }],
    })
    expect((await tryOut(tester, mine)).awaits).toBe(true)
    await expect(tryOut(tester, botId)).rejects.toMatchObject({ code: "not-permitted" })
    const test = uuidv7()
    await tryOut(tester, mine, test)
    await expect(tryOut(tester, botId, test)).rejects.toThrow(NotFound)
  })
})
