import { beforeAll, describe, expect, test } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { insertConversation, type SeedMessage } from "#db/seed/conversations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { NotFound } from "#lib/errors.ts"
import { newActor, newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { listBotFigures } from "./bots.ts"
import { readAnalytics } from "./figures.ts"
import { analyticsInput } from "./input.ts"
import { periodOf } from "./period.ts"

const zone = "Europe/Berlin"
const week = (by = "day") =>
  periodOf(analyticsInput.parse({ range: "dates", from: "2026-03-23", to: "2026-03-29", by }), zone)

let workspace: TestWorkspace
let analyst: Actor
let [helper, other, anna, ben, gone]: string[] = []

const at = (time: string) => new Date(time)
const said = (author: SeedMessage["author"], time: string, more: Partial<SeedMessage> = {}): SeedMessage => ({
  author,
  text: "words",
  at: at(time),
  ...more,
})
const signedInAt = async (userId: string, time: string, stage = "full") =>
  owner`
    insert into sessions (workspace_id, id, user_id, token_hash, stage, created_at, expires_at, idle_minutes)
    values (${workspace.id}, gen_random_uuid(), ${userId}, decode(md5(random()::text), 'hex'), ${stage}, ${time}, now(), 1)`
const handedOver = async (conversation: string, bot: string, time: string, seconds: number | null) =>
  owner`
    insert into hand_overs (workspace_id, id, conversation_id, bot_id, reason, at, taken_at, ended_at, ended_as)
    values (${workspace.id}, gen_random_uuid(), ${conversation}, ${bot}, 'asked', ${time},
            ${time}::timestamptz + make_interval(secs => ${seconds}), now(), 'closed')`

beforeAll(async () => {
  workspace = await newWorkspace()
  analyst = await newActor(workspace, { type: "analyst", createdAt: at("2026-01-01T00:00:00Z") })
  await owner`update sessions set created_at = '2026-01-01' where workspace_id = ${workspace.id}`
  const created = { createdAt: at("2026-03-24T12:00:00Z") }
  anna = await newPerson(workspace, created)
  ben = await newPerson(workspace, { ...created, suspendedAt: at("2026-03-25T12:00:00Z") })
  gone = await newPerson(workspace, { ...created, archivedAt: at("2026-03-28T12:00:00Z") })
  const ownerId = analyst.user.id
  helper = await insertBot(owner, workspace.id, { name: "Helper", ownerId, published: true })
  other = await insertBot(owner, workspace.id, { name: "Other", ownerId, published: true })
  const talk = (userId: string, botId: string, messages: SeedMessage[], isTest = false) =>
    insertConversation(owner, workspace.id, { userId, botId, messages, isTest })

  // The last second of Monday there, and the first of Tuesday.
  const first = await talk(anna, helper, [
    said("person", "2026-03-23T22:59:59Z"),
    said("bot", "2026-03-23T23:00:00Z", { replyTo: 1 }),
    said("event", "2026-03-23T23:00:01Z", { event: "handed-over" }),
  ])
  await owner`update messages set trace = '{"milliseconds": 40}' where conversation_id = ${first} and author = 'bot'`
  await handedOver(first, helper, "2026-03-23T23:00:01Z", 30)
  const second = await talk(gone, helper, [said("person", "2026-03-24T09:00:00Z")])
  await handedOver(second, helper, "2026-03-24T09:00:00Z", 90)
  await handedOver(second, helper, "2026-03-24T10:00:00Z", null)
  // The last moment of the Sunday on which the clock goes forward; and the next day, which is outside.
  await talk(anna, other, [said("person", "2026-03-29T21:59:59Z"), said("bot", "2026-03-29T22:00:00Z")])
  // The week before.
  await talk(ben, other, [said("person", "2026-03-16T12:00:00Z"), said("person", "2026-03-22T22:59:59Z")])
  await talk(
    anna,
    helper,
    [said("person", "2026-03-24T12:00:00Z"), said("bot", "2026-03-24T12:00:01Z")],
    true,
  )
  await signedInAt(anna, "2026-03-24T08:00:00Z")
  await signedInAt(ben, "2026-03-24T08:00:00Z")
  await signedInAt(ben, "2026-03-24T09:00:00Z")
  await signedInAt(gone, "2026-03-27T08:00:00Z", "password_change")
})

const figures = async (by?: string, bot?: string) => readAnalytics(analyst, week(by), bot)

test("each day has what happened in it by the reader's clock; tests don't count, the archived do", async () => {
  const { steps } = await figures()
  expect(steps.map(({ day, messages }) => [day.slice(8), messages])).toEqual([
    ["23", 1],
    ["24", 2],
    ["25", 0],
    ["26", 0],
    ["27", 0],
    ["28", 0],
    ["29", 1],
  ])
  expect(steps[1]).toMatchObject({
    conversations: 2,
    // Who wrote and who signed in, each once.
    active: 3,
    signIns: 3,
    newPeople: 3,
    handOvers: 3,
    medianWait: 60,
    longestWait: 90,
  })
  expect(steps[2]).toMatchObject({ suspended: 1, active: 0, medianWait: null, longestWait: null })
})

test("the whole counts everybody once, beside as many days before", async () => {
  const { total, before } = await figures()
  expect(total).toMatchObject({ messages: 4, conversations: 3, active: 3, signIns: 3, suspended: 1 })
  expect(before).toMatchObject({ messages: 2, conversations: 1, active: 1, signIns: 0, handOvers: 0 })
})

test("by week the same, and people who came on several days count once", async () => {
  const { steps } = await figures("week")
  expect(steps).toHaveLength(1)
  expect(steps[0]).toMatchObject({ messages: 4, active: 3, signIns: 3, newPeople: 3, medianWait: 60 })
})

test("of one bot only what was said with it, and nothing of what is no bot's", async () => {
  const { total, bot } = await figures("day", other)
  expect(bot?.name).toBe("Other")
  expect(total).toMatchObject({ messages: 1, active: 1, handOvers: 0, signIns: null, newPeople: null })
})

test("each bot: what it was asked, handed over and needed to answer", async () => {
  expect(await listBotFigures(analyst, week())).toMatchObject([
    { name: "Helper", conversations: 2, messages: 3, handedOver: 2, handOvers: 3, medianAnswer: 40 },
    { name: "Other", conversations: 1, messages: 1, handedOver: 0, handOvers: 0, medianAnswer: null },
  ])
  expect(await listBotFigures(analyst, week(), other)).toHaveLength(1)
})

test("where nothing happened there are zeros", async () => {
  const empty = await newActor(await newWorkspace(), { type: "analyst" })
  const { steps, total, bots } = await readAnalytics(empty, week())
  expect(steps).toHaveLength(7)
  expect(total).toMatchObject({ messages: 0, active: 0, signIns: 0, handOvers: 0, medianWait: null })
  expect(bots).toEqual([])
  expect(await listBotFigures(empty, week())).toEqual([])
})

describe("who may", () => {
  test("without the permission nobody", async () => {
    const agent = await newActor(workspace, { type: "agent" })
    await expect(readAnalytics(agent, week())).rejects.toMatchObject({ code: "not-permitted" })
    await expect(listBotFigures(agent, week())).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("another workspace's bot is as unknown as none, and nothing of here is there", async () => {
    const stranger = await newActor(await newWorkspace(), { type: "analyst" })
    await expect(readAnalytics(stranger, week(), helper)).rejects.toBeInstanceOf(NotFound)
    await expect(readAnalytics(stranger, week(), anna)).rejects.toBeInstanceOf(NotFound)
    expect((await readAnalytics(stranger, week())).total.messages).toBe(0)
    expect(await listBotFigures(stranger, week(), helper)).toEqual([])
  })
})
