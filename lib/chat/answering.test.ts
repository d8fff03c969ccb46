import { beforeAll, describe, expect, test } from "vitest"
import { orderHelper } from "#db/seed/order-helper.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { queueAnswer } from "./answer-queue.ts"
import { answer } from "./answering.ts"
import { fallback, newTalk } from "./testing-talk.ts"

let talk: Awaited<ReturnType<typeof newTalk>>
let botId: string
beforeAll(async () => {
  talk = await newTalk()
  botId = await talk.bot()
})

const ask = (...texts: string[]) => talk.asked(botId, texts)
const run = (conversationId: string, n = 1) => answer({ workspaceId: talk.workspace.id, conversationId, n })
const abroad = orderHelper.find(({ title }) => title === "Shipping abroad")!
const damaged = orderHelper.find(({ title }) => title === "Damaged on arrival")!

describe("a question", () => {
  test("is answered from the entries, with the way there", async () => {
    const id = await ask("Do you ship abroad?")
    await run(id)
    const [, reply, ...more] = await talk.said(id)
    expect(more).toEqual([])
    expect(reply).toMatchObject({ author: "bot", replyTo: 1, text: abroad.answer })
    expect(reply!.trace).toMatchObject({
      engine: "entries",
      version: 1,
      matched: expect.any(String),
      entries: 25,
      handsOver: false,
    })
  })

  test("that nothing matches gets the fallback", async () => {
    const id = await ask("xkcd")
    await run(id)
    expect((await talk.said(id))[1]).toMatchObject({ text: fallback, trace: { matched: null } })
  })

  test("whose answer hands over leads to the queue, after the answer", async () => {
    const id = await ask("My item arrived damaged")
    await run(id)
    expect((await talk.said(id)).slice(1)).toMatchObject([
      { n: 2, author: "bot", text: damaged.answer, trace: { handsOver: true } },
      { n: 3, author: "event", event: "handed-over" },
    ])
    expect(await talk.state(id)).toBe("waiting")
    const handOvers = await owner`select reason from hand_overs where conversation_id = ${id}`
    expect([...handOvers]).toEqual([{ reason: "answer" }])
  })

  test("in test mode is answered by the draft, and handed over in the trace alone", async () => {
    const draft = await talk.bot({ published: false })
    const id = await talk.asked(draft, ["My item arrived damaged"], { isTest: true })
    await run(id)
    const [, reply, ...more] = await talk.said(id)
    expect(more).toEqual([])
    expect(reply).toMatchObject({ text: damaged.answer, trace: { version: null, handsOver: true } })
    expect(await talk.state(id)).toBe("bot")
  })

  test("of an edited bot is answered by what was published, in test mode by what was edited", async () => {
    const edited = await talk.bot()
    await talk.changeBot(edited, { fallback: "New." })
    const [published, draft] = [
      await talk.asked(edited, ["xkcd"]),
      await talk.asked(edited, ["xkcd"], { isTest: true }),
    ]
    await run(published)
    await run(draft)
    expect((await talk.said(published))[1]).toMatchObject({ text: fallback, trace: { version: 1 } })
    expect((await talk.said(draft))[1]).toMatchObject({ text: "New.", trace: { version: null } })
  })
})

describe("the bot says nothing", () => {
  test.each([
    ["somebody is wanted", { waitingSince: new Date() }],
    ["an agent has it", { waitingSince: new Date(), agent: true }],
  ])("while %s", async (_what, { agent, ...more }: { waitingSince: Date; agent?: boolean }) => {
    const id = await talk.asked(botId, ["Hello"], { ...more, agentId: agent ? talk.userId : undefined })
    await run(id)
    expect(await talk.said(id)).toHaveLength(1)
  })

  test("to what was said to an agent, once the agent has given it back", async () => {
    const messages = [
      { author: "person", text: "Do you ship abroad?" },
      { author: "event", event: "handed-over" },
      { author: "person", text: "Somebody there?" },
      { author: "event", event: "handed-back" },
    ] as const
    const id = await talk.asked(botId, [], { messages: [...messages] })
    await run(id)
    expect(await talk.said(id)).toHaveLength(4)
    const next = await talk.asked(botId, [], { messages: [...messages, { author: "person", text: "xkcd" }] })
    await run(next, 5)
    expect((await talk.said(next)).slice(5)).toMatchObject([{ text: fallback, replyTo: 5 }])
  })

  test("in a conversation that was closed or erased", async () => {
    const id = await ask("Hello")
    await owner`update conversations set state = 'closed' where id = ${id}`
    await run(id)
    expect(await talk.said(id)).toHaveLength(1)
    await run("01a2148f-0000-7000-8000-000000000000")
  })

  test("in a conversation of another workspace", async () => {
    const id = await ask("Hello")
    await answer({ workspaceId: (await newWorkspace()).id, conversationId: id, n: 1 })
    expect(await talk.said(id)).toHaveLength(1)
  })
})

test.each([
  ["archived", { archived_at: new Date() }],
  ["taken back", { published_version: null }],
])("a bot that is %s meanwhile says its fallback, and hands nobody over", async (_what, set) => {
  const gone = await talk.bot()
  const id = await talk.asked(gone, ["My item arrived damaged"])
  await talk.changeBot(gone, set)
  await run(id)
  expect((await talk.said(id)).slice(1)).toMatchObject([{ text: fallback, trace: { matched: null } }])
})

test("a job is queued once for each message, and for one's own workspace only", async () => {
  const id = await ask("Hello")
  const queue = (of: TestWorkspace) => asSystem("answer", of.id, (tx) => queueAnswer(tx, id, 1))
  await queue(talk.workspace)
  await queue(talk.workspace)
  await expect(queue(await newWorkspace())).rejects.toThrow()
  const jobs = await owner`
    select j.payload, t.identifier, j.flags
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where payload ->> 'conversationId' = ${id}`
  expect([...jobs]).toEqual([
    {
      identifier: "answer",
      payload: { workspaceId: talk.workspace.id, conversationId: id, n: 1 },
      flags: { [`bot ${botId}`]: true },
    },
  ])
})
