import { beforeEach, describe, expect, test, vi } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { insertConversation } from "#db/seed/conversations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { NotFound } from "#lib/errors.ts"
import { killSession } from "#lib/sessions/of-user.ts"
import { newActor, newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { eventually, nextNews, openReader, sayIn, sessionOf } from "#lib/testing/live.ts"
import { suspendUser } from "#lib/users/life.ts"
import { sql } from "drizzle-orm"
import { watchDesk } from "./desk.ts"
import { topics } from "./hub.ts"
import { watchOwnConversation } from "./own-conversation.ts"
import { openStream } from "./stream.ts"

let workspace: TestWorkspace
let admin: Actor
let person: string
let bot: string

beforeEach(async () => {
  workspace = await newWorkspace()
  admin = await newActor(workspace, { type: "tenant_admin" })
  person = await newPerson(workspace, { roles: ["User"] })
  bot = await insertBot(owner, workspace.id, { ownerId: admin.user.id, published: true })
})

const talk = (more = {}) =>
  insertConversation(owner, workspace.id, {
    userId: person,
    botId: bot,
    messages: [{ author: "person", text: "Hello." }],
    ...more,
  })
const readOwn = (id: string, userId = person) =>
  openReader(workspace, userId, (actor) => watchOwnConversation(actor, id, 0))
const readDesk = (id: string | null, userId: string) => openReader(workspace, userId, () => watchDesk(id, 0))

const asChange = (name: `${string}.${string}`, statement: ReturnType<typeof sql>) =>
  change(admin, "users:write", name, async (tx) => void (await tx.execute(statement)))

/** The stream is over, and what is said afterwards does not come. */
async function cutBy(reader: Awaited<ReturnType<typeof readOwn>>, id: string, end: () => Promise<unknown>) {
  const before = reader.messages.length
  await end()
  await sayIn(workspace, id, { text: "Not for them." })
  await eventually(() => expect(reader.closed).toBe(true))
  expect(reader.ended).toBe(1)
  expect(reader.messages.slice(before).map(({ text }) => text)).not.toContain("Not for them.")
  return reader.over
}

describe("a stream is cut at once, and nothing comes after,", () => {
  test("when the person is suspended", async () => {
    const id = await talk()
    expect(await cutBy(await readOwn(id), id, () => suspendUser(admin, { userId: person, reason: "" }))).toBe(
      "ended",
    )
  })

  test("when just its session is ended", async () => {
    const id = await talk()
    const [stays, goes] = [await readOwn(id), await readOwn(id)]
    const [newest] = await owner<{ id: string }[]>`
      select id from sessions where user_id = ${person} order by created_at desc, id desc limit 1`
    const end = () => killSession(admin, { userId: person, sessionId: newest!.id })
    expect(await cutBy(goes, id, end)).toBe("ended")
    await eventually(() => expect(stays.messages.at(-1)?.text).toBe("Not for them."))
    expect(stays.closed).toBe(false)
  })

  test("when the permission is taken away", async () => {
    const id = await talk()
    const end = () => asChange("user.roles_set", sql`delete from user_roles where user_id = ${person}`)
    expect(await cutBy(await readOwn(id), id, end)).toBe("ended")
  })

  test("when a test's reader loses their part in the bot", async () => {
    const tester = await newPerson(workspace)
    const tried = await insertBot(owner, workspace.id, {
      ownerId: admin.user.id,
      members: [{ userId: tester, role: "tester" }],
    })
    const id = await talk({ userId: tester, botId: tried, isTest: true })
    const end = () => asChange("bot.member_removed", sql`delete from bot_members where user_id = ${tester}`)
    expect(await cutBy(await readOwn(id, tester), id, end)).toBe("ended")
  })

  test("when an agent may handle none any more", async () => {
    const agent = await newPerson(workspace, { roles: ["Agent"] })
    const id = await talk({ waitingSince: new Date(), agentId: agent })
    const end = () => asChange("user.roles_set", sql`delete from user_roles where user_id = ${agent}`)
    expect(await cutBy(await readDesk(id, agent), id, end)).toBe("ended")
  })
})

test("an agent's conversation that goes to somebody else is heard of once more, and nothing that is said in it", async () => {
  const [agent, other] = [
    await newPerson(workspace, { type: "agent" }),
    await newPerson(workspace, { type: "agent" }),
  ]
  const id = await talk({ waitingSince: new Date(), agentId: agent })
  const reader = await readDesk(id, agent)
  await eventually(() => expect(reader.messages).toHaveLength(1))
  const { changes } = reader
  await owner`update conversations set agent_id = ${other} where id = ${id}`
  await sayIn(workspace, id, { text: "Not for them." })
  await eventually(() => expect(reader.changes).toBeGreaterThan(changes))
  await sayIn(workspace, id, { text: "Nor this." })
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(reader.messages).toHaveLength(1)
  expect(reader.closed).toBe(false)
})

test("what was read while access ended is not told", async () => {
  const id = await talk()
  let meanwhile = async () => {}
  const reader = await openReader(workspace, person, async (actor) => {
    const watch = await watchOwnConversation(actor, id, 1)
    const look: typeof watch.look = async (...asked) => {
      await meanwhile()
      return watch.look(...asked)
    }
    return { ...watch, look }
  })
  const looked = new Promise<void>((resolve) => {
    meanwhile = async () => {
      meanwhile = async () => {}
      const heard = nextNews(topics.access(workspace.id))
      await suspendUser(admin, { userId: person, reason: "" })
      await heard
      await sayIn(workspace, id, { text: "Not for them." })
      resolve()
    }
  })
  await sayIn(workspace, id)
  await looked
  await eventually(() => expect(reader.closed).toBe(true))
  expect(reader.messages).toEqual([])
})

describe("nobody opens a stream", () => {
  test("of another person's conversation, of another workspace's, of none", async () => {
    const stranger = await newPerson(workspace, { roles: ["User"] })
    const elsewhere = await newWorkspace("Globex")
    const foreigner = await newActor(elsewhere, { type: "tenant_admin" })
    const id = await talk()
    await expect(readOwn(id, stranger)).rejects.toThrow(NotFound)
    await expect(watchOwnConversation(foreigner, id, 0)).rejects.toThrow(NotFound)
    for (const none of ["00000000-0000-7000-8000-000000000000", "none"])
      await expect(readOwn(none)).rejects.toThrow(NotFound)
  })

  test("of their own without the permission, and gives its place back", async () => {
    const them = await newPerson(workspace)
    const id = await talk({ userId: them })
    const { actor, anew } = await sessionOf(workspace, them)
    const ended = vi.fn<() => void>()
    const opening = openStream(await watchOwnConversation(actor, id, 0), { actor, anew, ended })
    await expect(opening).rejects.toMatchObject({ code: "not-permitted" })
    expect(ended).toHaveBeenCalledTimes(1)
  })

  test("on the desk of what was never there; of what somebody else has it holds nothing", async () => {
    const agent = await newPerson(workspace, { type: "agent" })
    const supervisor = await newPerson(workspace, { type: "supervisor" })
    const withBot = await talk()
    const theirs = await talk({ waitingSince: new Date(), agentId: admin.user.id })
    for (const id of [withBot, await talk({ isTest: true }), "none"]) {
      await expect(async () => readDesk(id, agent)).rejects.toThrow(NotFound)
      await expect(async () => readDesk(id, supervisor)).rejects.toThrow(NotFound)
    }
    const late = await readDesk(theirs, agent)
    const watching = await readDesk(theirs, supervisor)
    await eventually(() => expect(watching.messages).toHaveLength(1))
    expect(late.messages).toEqual([])
    await expect(readDesk(null, person)).rejects.toMatchObject({ code: "not-permitted" })
  })
})
