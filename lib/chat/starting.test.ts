import { beforeAll, describe, expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import { insertBot } from "#db/seed/bots.ts"
import { insertConversation } from "#db/seed/conversations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { NotFound } from "#lib/errors.ts"
import { newActor, newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { sayIn } from "#lib/testing/live.ts"
import { listBotsToTalkTo } from "./bots-to-talk-to.ts"
import { startConversation, startTest } from "./starting.ts"
import { listTestBots } from "./test-bots.ts"
import { getTestThread } from "./test-thread.ts"

let workspace: TestWorkspace
let user: Actor
let botId: string
let draftId: string
let foreignId: string
beforeAll(async () => {
  workspace = await newWorkspace()
  user = await newActor(workspace, { roles: ["User"] })
  const ownerId = await newPerson(workspace)
  botId = await insertBot(owner, workspace.id, {
    ownerId,
    name: "Order helper",
    greeting: "Hello.",
    published: true,
  })
  draftId = await insertBot(owner, workspace.id, { ownerId, name: "Draft" })
  await insertBot(owner, workspace.id, { ownerId, name: "Gone", published: true, archivedAt: new Date() })
  const elsewhere = await newWorkspace("Globex")
  foreignId = await insertBot(owner, elsewhere.id, { ownerId: await newPerson(elsewhere), published: true })
})

const start = (actor: Actor, bot: string, conversationId: string = uuidv7()) =>
  startConversation(actor, { botId: bot, conversationId })

const said = (conversationId: string) =>
  owner`select author, text from messages where conversation_id = ${conversationId} order by n`

describe("a conversation", () => {
  test("can be had with bots that are published and not archived", async () => {
    expect((await listBotsToTalkTo(user)).map(({ name }) => name)).toEqual(["Order helper"])
    await expect(listBotsToTalkTo(await newActor(workspace))).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("begins with the greeting of the published version, and is one until something is said in it", async () => {
    await owner`alter table bots disable trigger user`
    await owner`update bots set greeting = 'Of the draft.' where id = ${botId}`
    await owner`alter table bots enable trigger user`
    const id = await start(user, botId)
    expect(await said(id)).toEqual([{ author: "bot", text: "Hello." }])
    expect(await start(user, botId)).toBe(id)
    await sayIn(workspace, id, { author: "person", authorId: user.user.id, text: "Hello" })
    expect(await start(user, botId)).not.toBe(id)
  })

  test("that the same form begins twice is one", async () => {
    const actor = await newActor(workspace, { roles: ["User"] })
    const id = uuidv7()
    expect(await Promise.all([start(actor, botId, id), start(actor, botId, id)])).toEqual([id, id])
    expect(await said(id)).toHaveLength(1)
  })

  test("is refused with what can't be talked to, and without the permission", async () => {
    await expect(start(user, draftId)).rejects.toMatchObject({ code: "bot-not-published" })
    await expect(start(user, foreignId)).rejects.toThrow(NotFound)
    await expect(start(user, uuidv7())).rejects.toThrow(NotFound)
    await expect(start(await newActor(workspace), botId)).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("of somebody else is not gone on with by its id", async () => {
    const other = await newActor(workspace, { roles: ["User"] })
    const theirs = await start(other, botId)
    await expect(start(await newActor(workspace, { roles: ["User"] }), botId, theirs)).rejects.toThrow(
      NotFound,
    )
  })
})

describe("a test", () => {
  test("is for the bots in which one has a part, or for all", async () => {
    const tester = await newActor(workspace)
    const ownerId = await newPerson(workspace)
    const mine = await insertBot(owner, workspace.id, {
      ownerId,
      name: "Mine",
      members: [{ userId: tester.user.id, role: "tester" }],
    })
    // As the next request finds them.
    const now = { ...tester, botPermissions: new Set(["chat:test"] as const) }
    expect((await listTestBots(now)).map(({ name }) => name)).toEqual(["Mine"])
    await startTest(now, { botId: mine, conversationId: uuidv7() })
    await expect(startTest(now, { botId, conversationId: uuidv7() })).rejects.toMatchObject({
      code: "not-permitted",
    })
    await expect(listTestBots(user)).rejects.toMatchObject({ code: "not-permitted" })
    const developer = await newActor(workspace, { roles: ["Developer"] })
    expect((await listTestBots(developer)).map(({ name }) => name)).toEqual(["Draft", "Mine", "Order helper"])
    await expect(startTest(developer, { botId: foreignId, conversationId: uuidv7() })).rejects.toThrow(
      NotFound,
    )
  })

  test("shows the newest one with each answer's way, or the greeting to come", async () => {
    const developer = await newActor(workspace, { roles: ["Developer"] })
    const bot = await insertBot(owner, workspace.id, { ownerId: await newPerson(workspace), greeting: "Hi." })
    const nothing = await getTestThread(developer, bot)
    expect(nothing).toMatchObject({ conversationId: null, bot: { changes: null, mayBuild: false } })
    expect(nothing.messages).toMatchObject([{ n: 1, author: "bot", html: "<p>Hi.</p>\n" }])
    const id = await insertConversation(owner, workspace.id, {
      userId: developer.user.id,
      botId: bot,
      isTest: true,
      messages: [
        { author: "person", text: "When?" },
        { author: "bot", text: "Now.", replyTo: 1 },
      ],
    })
    await owner`update messages set trace = '{"engine":"entries"}' where conversation_id = ${id} and n = 2`
    expect(await getTestThread(developer, bot)).toMatchObject({
      conversationId: id,
      messages: [{ n: 1 }, { n: 2 }],
      traces: { 2: { question: "When?", trace: { engine: "entries" } } },
    })
    await expect(getTestThread(developer, foreignId)).rejects.toThrow(NotFound)
    await expect(getTestThread(user, bot)).rejects.toMatchObject({ code: "not-permitted" })
  })
})
