import { beforeAll, describe, expect, test } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { insertConversation } from "#db/seed/conversations.ts"
import { orderHelper } from "#db/seed/order-helper.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { queueAnswer } from "./answer-queue.ts"
import { answer } from "./answering.ts"
import type { Trace } from "./trace.ts"

let workspace: TestWorkspace
let personId: string
let botId: string
beforeAll(async () => {
  workspace = await newWorkspace()
  personId = await newPerson(workspace)
  botId = await insertBot(owner, workspace.id, {
    ownerId: await newPerson(workspace),
    entries: orderHelper,
    fallback: "Pardon?",
    published: true,
  })
})

const ask = (...texts: string[]) =>
  insertConversation(owner, workspace.id, {
    userId: personId,
    botId,
    messages: texts.map((text) => ({ author: "person", text })),
  })

const run = (conversationId: string, n = 1) => answer({ workspaceId: workspace.id, conversationId, n })

type Message = {
  n: number
  author: string
  event: string | null
  text: string
  reply_to: number | null
  trace: Extract<Trace, { engine: "entries" }> | null
}

const said = (conversationId: string) =>
  owner<Message[]>`
    select n, author, event, text, reply_to, trace from messages where conversation_id = ${conversationId} order by n`

describe("a question", () => {
  test("is answered from the entries, with the way there", async () => {
    const id = await ask("Do you ship abroad?")
    await run(id)
    const [, reply, ...more] = await said(id)
    expect(more).toEqual([])
    expect(reply).toMatchObject({ author: "bot", reply_to: 1, text: orderHelper[3]!.answer })
    expect(reply!.trace).toMatchObject({ engine: "entries", version: 1, entries: 25, handsOver: false })
    expect(reply!.trace!.candidates[0]).toMatchObject({
      entry: reply!.trace!.matched,
      title: "Shipping abroad",
      phrase: "Do you ship abroad?",
      score: 1,
    })
  })

  test("that nothing matches gets the fallback", async () => {
    const id = await ask("xkcd")
    await run(id)
    expect((await said(id))[1]).toMatchObject({ text: "Pardon?", trace: { matched: null } })
  })
})

test("a job is queued once for each message, and for one's own workspace only", async () => {
  const id = await ask("Hello")
  const queue = (of: TestWorkspace) => asSystem("answer", of.id, (tx) => queueAnswer(tx, id, 1))
  await queue(workspace)
  await queue(workspace)
  await expect(queue(await newWorkspace())).rejects.toThrow()
  const jobs = await owner`
    select j.payload, t.identifier, j.flags from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where payload ->> 'conversationId' = ${id}`
  expect([...jobs]).toEqual([
    {
      identifier: "answer",
      payload: { workspaceId: workspace.id, conversationId: id, n: 1 },
      flags: { [`bot ${botId}`]: true },
    },
  ])
})
