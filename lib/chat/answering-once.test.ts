import { beforeAll, describe, expect, test, vi } from "vitest"
import { Webhook } from "standardwebhooks"
import { asSystem } from "#lib/access/as-system.ts"
import { owner } from "#lib/testing/fixtures.ts"
import { answer as answerHere } from "./answering.ts"
import { lockConversation } from "./conversation.ts"
import { endHandOver, handOver } from "./hand-over.ts"
import { answering, type Behaviour, startEngine } from "./testing-engine.ts"
import { fallback, newTalk } from "./testing-talk.ts"

let talk: Awaited<ReturnType<typeof newTalk>>
/** The same as another process runs it, which knows nothing of what this one is doing. */
let answerElsewhere: typeof answerHere
beforeAll(async () => {
  talk = await newTalk()
  vi.stubEnv("BOT_WEBHOOK_NETWORKS", "127.0.0.1")
  vi.resetModules()
  answerElsewhere = (await import("./answering.ts")).answer
})

const run = (conversationId: string, n = 1, stop?: AbortSignal, answer = answerHere) =>
  answer({ workspaceId: talk.workspace.id, conversationId, n }, stop)
const runElsewhere = (conversationId: string, n = 1) => run(conversationId, n, undefined, answerElsewhere)

/** A conversation with a bot whose engine behaves so. */
async function withEngine(behave: Behaviour, ...texts: string[]) {
  const engine = await startEngine(behave)
  const botId = await talk.bot({ webhookUrl: engine.url })
  const id = await talk.asked(botId, texts.length > 0 ? texts : ["Hello"])
  return { ...engine, botId, id }
}

const slowly =
  (milliseconds: number): Behaviour =>
  (response, asked, nth) =>
    void setTimeout(() => {
      const { message } = JSON.parse(asked.body) as { message: { text: string } }
      answering({ text: `Answer to ${message.text}` })(response, asked, nth)
    }, milliseconds)

const answersIn = async (id: string) =>
  (await talk.said(id))
    .filter(({ author }) => author === "bot")
    .map(({ text, replyTo }) => `${replyTo}: ${text}`)

describe("each question has one answer", () => {
  test("when its job runs twice, or twice at once, here and elsewhere", async () => {
    const { id, asked } = await withEngine(slowly(100))
    await Promise.all([run(id), run(id), runElsewhere(id)])
    await run(id)
    expect(await answersIn(id)).toEqual(["1: Answer to Hello"])
    // Once here, once elsewhere; with one id, by which the engine can tell.
    expect(asked.length).toBeLessThanOrEqual(2)
    expect(new Set(asked.map(({ headers }) => headers["webhook-id"])).size).toBe(1)
  })

  test("when the process is stopped while the engine thinks, and another one goes on", async () => {
    const { id, asked } = await withEngine((response, of, nth) =>
      nth === 1 ? undefined : answering({ text: "At last" })(response, of, nth),
    )
    await expect(run(id, 1, AbortSignal.timeout(100))).rejects.toThrow()
    expect(await answersIn(id)).toEqual([])
    await runElsewhere(id)
    expect(await answersIn(id)).toEqual(["1: At last"])
    expect(asked[0]!.headers["webhook-id"]).toBe(asked[1]!.headers["webhook-id"])
  })

  test("in the order of the questions, whichever job begins", async () => {
    const { id, asked } = await withEngine(slowly(40), "A", "B", "C")
    await Promise.all([run(id, 3), run(id, 1), runElsewhere(id, 2)])
    expect(await answersIn(id)).toEqual(["1: Answer to A", "2: Answer to B", "3: Answer to C"])
    expect(asked.length).toBe(3)
  })

  test("also when the job fails to which others have left the conversation", async () => {
    const { id } = await withEngine(
      (response, of, nth) => (nth === 1 ? undefined : slowly(0)(response, of, nth)),
      "A",
      "B",
    )
    const second = run(id, 2, AbortSignal.timeout(200))
    await run(id, 1)
    await expect(second).rejects.toThrow()
    expect(await answersIn(id)).toEqual([])
    await answerHere({ workspaceId: talk.workspace.id, conversationId: id, n: 2, again: true })
    expect(await answersIn(id)).toEqual(["1: Answer to A", "2: Answer to B"])
  })

  test("also of a question whose own job is nowhere", async () => {
    const { id } = await withEngine(slowly(0), "A", "B")
    await run(id, 2)
    expect(await answersIn(id)).toEqual([])
    await owner`update messages set at = at - interval '2 minutes' where conversation_id = ${id} and n = 1`
    await run(id, 2)
    expect(await answersIn(id)).toEqual(["1: Answer to A", "2: Answer to B"])
  })
})

describe("while the engine thinks", () => {
  const change = (
    id: string,
    work: (
      held: Awaited<ReturnType<typeof lockConversation>>,
      tx: Parameters<typeof lockConversation>[0],
    ) => Promise<void>,
  ) => asSystem("answer", talk.workspace.id, async (tx) => work(await lockConversation(tx, id), tx))
  const askedFor = { reason: "asked" } as const

  async function meanwhile(work: (at: { id: string; botId: string }) => Promise<unknown>) {
    let at: { id: string; botId: string } | undefined
    const conversation = await withEngine((response, of, nth) => {
      void work(at!).then(() => answering({ text: "Thought", handOver: true })(response, of, nth))
    })
    at = conversation
    await run(conversation.id)
    return conversation
  }

  test("the person asks for somebody: the bot is silent", async () => {
    const { id } = await meanwhile(({ id }) =>
      change(id, (held, tx) => handOver(tx, talk.workspace.id, held, askedFor)),
    )
    expect(await answersIn(id)).toEqual([])
    expect(await talk.state(id)).toBe("waiting")
  })

  test("it goes to people and is closed: the bot is silent", async () => {
    const { id } = await meanwhile(({ id }) =>
      change(id, async (held, tx) => {
        await handOver(tx, talk.workspace.id, held, askedFor)
        await endHandOver(tx, talk.workspace.id, held, { as: "closed", by: talk.userId })
      }),
    )
    expect(await answersIn(id)).toEqual([])
    expect(await talk.state(id)).toBe("closed")
  })

  test("the conversation is erased: nothing comes back", async () => {
    const { id } = await meanwhile(async ({ id }) => {
      await owner`delete from messages where conversation_id = ${id}`
      await owner`delete from conversations where id = ${id}`
    })
    expect(await talk.said(id)).toEqual([])
  })

  test("the bot is archived: what was asked is answered, and handed over", async () => {
    const { id } = await meanwhile(({ botId }) => talk.changeBot(botId, { archived_at: new Date() }))
    expect(await answersIn(id)).toEqual(["1: Thought"])
    const reasons = await owner`select reason from hand_overs where conversation_id = ${id}`
    expect([...reasons]).toEqual([{ reason: "engine" }])
  })
})

describe("the engine", () => {
  test("hears what was said before, of whom by id, and in whose workspace; signed with the bot's secret", async () => {
    const engine = await startEngine(answering({ text: "Fine" }))
    const botId = await talk.bot({ webhookUrl: engine.url })
    const messages = Array.from({ length: 12 }, (_, n) => ({
      author: n % 2 ? ("bot" as const) : ("person" as const),
      text: `Line ${n + 1}`,
      replyTo: n % 2 ? n : undefined,
    }))
    const id = await talk.asked(botId, [], {
      messages: [...messages, { author: "person", text: "And now?" }],
    })
    await run(id, 13)
    const { body, headers } = engine.asked[0]!
    const query = JSON.parse(body) as { history: { n: number }[]; message: { id: string } }
    expect(query).toMatchObject({
      conversation: id,
      bot: botId,
      person: { id: talk.userId },
      workspace: talk.workspace.slug,
      version: 1,
      test: false,
      message: { n: 13, text: "And now?" },
    })
    expect(query.history.map(({ n }) => n)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(headers["webhook-id"]).toBe(query.message.id)
    expect(() => new Webhook("whsec_AAAA").verify(body, headers)).toThrow()
    expect((await talk.said(id)).at(-1)).toMatchObject({
      text: "Fine",
      trace: { engine: "webhook", tries: 1, failure: null, response: { status: 200 } },
    })
  })

  test("of a bot without a secret, or in the archive, is not asked", async () => {
    const archived = await withEngine(answering({ text: "Hello" }))
    const engine = await startEngine(answering({ text: "Hello" }))
    const botId = await talk.bot({ webhookUrl: engine.url, unsigned: true })
    const unsigned = { ...engine, id: await talk.asked(botId, ["Hello"]) }
    await talk.changeBot(archived.botId, { archived_at: new Date() })
    for (const { id, asked } of [unsigned, archived]) {
      await run(id)
      expect(asked).toEqual([])
      expect((await talk.said(id))[1]).toMatchObject({
        text: fallback,
        trace: { tries: 0, failure: expect.any(String) },
      })
    }
  })
})
