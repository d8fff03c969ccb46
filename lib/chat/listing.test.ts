import { beforeAll, describe, expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import { insertBot } from "#db/seed/bots.ts"
import { insertConversation } from "#db/seed/conversations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { NotFound } from "#lib/errors.ts"
import {
  newActor,
  newPerson,
  newWorkspace,
  owner,
  signedIn,
  type TestWorkspace,
} from "#lib/testing/fixtures.ts"
import { sayIn } from "#lib/testing/live.ts"
import { writeCursor } from "#lib/users/cursor.ts"
import { activateUser, suspendUser } from "#lib/users/life.ts"
import { askForPerson, goOnWithBot } from "./asking.ts"
import { listOwnConversations } from "./listing.ts"
import { getOwnThread } from "./own-thread.ts"
import { markSeen } from "./seen.ts"

let workspace: TestWorkspace
let botId: string
beforeAll(async () => {
  workspace = await newWorkspace()
  botId = await insertBot(owner, workspace.id, {
    ownerId: await newPerson(workspace),
    name: "Order helper",
    published: true,
  })
})

const newUser = () => newActor(workspace, { roles: ["User"] })

const begin = (actor: Actor, more: Partial<Parameters<typeof insertConversation>[2]> = {}) =>
  insertConversation(owner, workspace.id, { userId: actor.user.id, botId, ...more })

describe("the list of one's own conversations", () => {
  test("has the newest first, with what was said last and what is new", async () => {
    const actor = await newUser()
    const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 9, minute))
    await begin(actor, { messages: [{ author: "person", text: "thanks,\nit works", at: at(1) }] })
    await begin(actor, {
      messages: [{ author: "bot", text: "It is **there**: [here](https://x.example)", at: at(2) }],
    })
    await begin(actor, { isTest: true, messages: [{ author: "person", text: "a test", at: at(3) }] })
    await begin(await newUser(), { messages: [{ author: "person", text: "somebody else's" }] })
    const { rows, older } = await listOwnConversations(actor)
    expect(rows.map(({ bot, preview, unseen }) => [bot, preview, unseen])).toEqual([
      ["Order helper", "It is there: here", true],
      ["Order helper", "You: thanks, it works", true],
    ])
    expect(older).toBeNull()
    await markSeen(actor, rows[0]!.id, 1)
    expect((await listOwnConversations(actor)).rows.map(({ unseen }) => unseen)).toEqual([false, true])
    await expect(listOwnConversations(await newActor(workspace))).rejects.toMatchObject({
      code: "not-permitted",
    })
  })

  test("goes on where a page ends, also among those of one moment", async () => {
    const actor = await newUser()
    const at = new Date()
    for (let n = 0; n < 65; n += 1) await begin(actor, { messages: [{ author: "bot", at }] })
    const seen = new Set<string>()
    let older: string | undefined
    for (const size of [30, 30, 5]) {
      const page = await listOwnConversations(actor, older)
      expect(page.rows).toHaveLength(size)
      for (const { id } of page.rows) seen.add(id)
      older = page.older ?? undefined
    }
    expect([seen.size, older]).toEqual([65, undefined])
    const nowhen = writeCursor({ sort: "created", key: "", id: uuidv7() })
    for (const junk of ["'; drop table x", nowhen])
      expect((await listOwnConversations(actor, junk)).rows).toHaveLength(30)
  })
})

describe("a conversation's page", () => {
  test("shows the end of a long one, and what was before", async () => {
    const actor = await newUser()
    const id = await begin(actor, {
      messages: Array.from({ length: 450 }, (_, n) => ({ author: "bot" as const, text: `${n + 1}` })),
    })
    const page = await getOwnThread(actor, id)
    expect([page.messages[0]!.n, page.messages.at(-1)!.n, page.earlier]).toEqual([251, 450, 50])
    expect((await getOwnThread(actor, id, 50)).earlier).toBe(0)
    expect((await getOwnThread(actor, id, 0)).earlier).toBeNull()
  })

  test("is there for its own person only, and not for a test", async () => {
    const actor = await newUser()
    const theirs = await begin(await newUser(), { messages: [{ author: "bot", text: "Hello" }] })
    const tested = await begin(actor, { isTest: true })
    for (const id of [theirs, tested, uuidv7(), "no-id"])
      await expect(getOwnThread(actor, id), id).rejects.toThrow(NotFound)
    await markSeen(actor, theirs, 5)
    const [kept] = await owner`select seen from conversations where id = ${theirs}`
    expect(kept).toEqual({ seen: 0 })
    const nobody = await newActor(workspace)
    await expect(getOwnThread(nobody, await begin(nobody))).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("says why nothing can be said any more", async () => {
    const actor = await newUser()
    const ownerId = await newPerson(workspace)
    const archived = await insertBot(owner, workspace.id, {
      ownerId,
      published: true,
      archivedAt: new Date(),
    })
    const id = await begin(actor, { botId: archived, messages: [{ author: "bot", text: "Hello" }] })
    expect(await getOwnThread(actor, id)).toMatchObject({
      over: "bot-archived",
      messages: [{ text: "Hello" }],
    })
    await expect(askForPerson(actor, { conversationId: id })).rejects.toMatchObject({ code: "bot-archived" })
  })
})

test("who is suspended finds what was said to them when they come back", async () => {
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const actor = await newUser()
  const id = await begin(actor, { messages: [{ author: "person", text: "Is it there?" }] })
  await markSeen(actor, id, 1)
  await suspendUser(admin, { userId: actor.user.id })
  await sayIn(workspace, id, { author: "agent", authorId: admin.user.id, text: "It is." })
  await activateUser(admin, { userId: actor.user.id })
  const again = await signedIn(workspace, actor.user.id)
  expect((await listOwnConversations(again)).rows).toMatchObject([{ id, unseen: true, preview: "It is." }])
  expect((await getOwnThread(again, id)).messages.at(-1)).toMatchObject({
    text: "It is.",
    name: "Pat Example",
  })
})

describe("a person is wanted", () => {
  test("and waited for, until one goes on with the bot", async () => {
    const actor = await newUser()
    const id = await begin(actor)
    const ask = () => askForPerson(actor, { conversationId: id })
    await Promise.all([ask(), ask()])
    expect(await getOwnThread(actor, id)).toMatchObject({
      state: "waiting",
      waitingSince: expect.any(Date) as Date,
      messages: [{ event: "handed-over", authorId: actor.user.id }],
    })
    await goOnWithBot(actor, { conversationId: id })
    expect((await getOwnThread(actor, id)).messages.map(({ event }) => event)).toEqual([
      "handed-over",
      "called-off",
    ])
    await expect(goOnWithBot(actor, { conversationId: id })).rejects.toMatchObject({ code: "not-waiting" })
    const overs = await owner`select reason, ended_as from hand_overs where conversation_id = ${id}`
    expect([...overs]).toEqual([{ reason: "asked", ended_as: "called-off" }])
  })

  test("in one's own conversation only", async () => {
    const theirs = await begin(await newUser())
    const actor = await newUser()
    for (const work of [askForPerson, goOnWithBot])
      await expect(work(actor, { conversationId: theirs })).rejects.toThrow(NotFound)
  })

  test("does not take from somebody what they have", async () => {
    const actor = await newUser()
    const id = await begin(actor, { waitingSince: new Date(), agentId: await newPerson(workspace) })
    await askForPerson(actor, { conversationId: id })
    await expect(goOnWithBot(actor, { conversationId: id })).rejects.toMatchObject({ code: "not-waiting" })
    expect(await getOwnThread(actor, id)).toMatchObject({
      state: "taken",
      agent: "Pat Example",
      messages: [],
    })
  })
})
