import { randomBytes, randomUUID } from "node:crypto"
import { Webhook, WebhookVerificationError } from "standardwebhooks"
import { describe, expect, test, vi } from "vitest"
import type { Reach } from "#lib/public-fetch.ts"
import { settings } from "#lib/settings.ts"
import { answering, type Behaviour, startEngine } from "./testing-engine.ts"
import { askEngine, type EngineQuestion } from "./webhook.ts"

const secret = `whsec_${randomBytes(32).toString("base64")}`

const question: EngineQuestion = {
  conversation: randomUUID(),
  bot: randomUUID(),
  person: { id: randomUUID() },
  workspace: "acme",
  version: 3,
  test: false,
  message: { n: 5, id: randomUUID(), text: "Wo ist meine „Bestellung“? 🙂" },
  history: [{ n: 4, author: "bot", text: "Hello" }],
}

/** Asks an engine that behaves so, and what came of it. */
async function ask(behave: Behaviour, limits: Partial<Reach> = {}) {
  const engine = await startEngine(behave)
  const reply = await askEngine(question, { url: engine.url, secret }, { milliseconds: 400, ...limits })
  return { ...engine, ...reply }
}

describe("the engine", () => {
  test("is asked in JSON, signed by Standard Webhooks, and what it answers is said", async () => {
    const { answer, asked, exchange } = await ask(answering({ text: " It is **on its way**. ", more: 1 }))
    expect(answer).toEqual({ text: "It is **on its way**.", handOver: false })
    expect(asked).toHaveLength(1)
    const { method, headers, body } = asked[0]!
    expect(method).toBe("POST")
    expect(headers["content-type"]).toBe("application/json")
    expect(headers["webhook-id"]).toBe(question.message.id)
    expect(new Webhook(secret).verify(body, headers)).toEqual(question)
    expect(() => new Webhook(secret).verify(body.replace("acme", "evil"), headers)).toThrow(
      WebhookVerificationError,
    )
    expect(exchange).toMatchObject({ failure: null, tries: 1, response: { status: 200 } })
    expect(JSON.parse(exchange.request.body)).toEqual(question)
  })

  test("may hand over", async () => {
    const { answer } = await ask(answering({ text: "One moment.", handOver: true }))
    expect(answer).toEqual({ text: "One moment.", handOver: true })
  })

  test("keeps its secrets out of the trace", async () => {
    const { url, asked, exchange } = await ask((response, { headers }) =>
      response
        .writeHead(200, { "set-cookie": "session=s3cret", "x-api-key": "s3cret", "x-trace": "4711" })
        .end(JSON.stringify({ text: "Hello", echo: [secret, headers["webhook-signature"]] })),
    )
    const kept = JSON.stringify(exchange)
    expect(kept).not.toContain("s3cret")
    expect(kept).not.toContain(secret)
    expect(kept).not.toContain(asked[0]!.headers["webhook-signature"])
    expect(exchange.request.headers).toMatchObject({
      "webhook-signature": "***",
      "webhook-id": question.message.id,
    })
    expect(exchange.response?.headers).toMatchObject({ "set-cookie": "***", "x-trace": "4711" })
    const withKey = await askEngine(question, { url: `${url}?key=s3cret&a=b`, secret })
    expect(withKey.exchange.url).toBe(`${url}?key=***&a=***`)
  })
})

test("what an engine says twice, asked once, is said once", async () => {
  const { answer, asked } = await ask((response) => {
    const body = (text: string) => JSON.stringify({ text })
    const whole = (text: string) =>
      `HTTP/1.1 200 OK\r\ncontent-length: ${body(text).length}\r\n\r\n${body(text)}`
    response.socket!.write(whole("one") + whole("two"))
  })
  expect(answer?.text).toBe("one")
  expect(asked).toHaveLength(1)
})

describe("is asked again", () => {
  test("when it fails for a moment, with the same id, so that it can drop repeats", async () => {
    const { answer, asked, exchange } = await ask((response, asked, nth) =>
      answering({ text: `At ${nth}` }, [503, 429, 200][nth - 1])(response, asked, nth),
    )
    expect(answer?.text).toBe("At 3")
    expect(exchange).toMatchObject({ tries: 3, failure: null })
    expect(new Set(asked.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([question.message.id]))
    expect(asked[1]!.at - asked[0]!.at).toBeGreaterThanOrEqual(290)
    for (const { body, headers } of asked) new Webhook(secret).verify(body, headers)
  })

  test("when it is slow, and an answer that comes too late is none", async () => {
    const { answer, exchange } = await ask((...late) => {
      setTimeout(() => answering({ text: "Too late" })(...late), 600)
    })
    expect(answer).toBeNull()
    expect(exchange).toMatchObject({ tries: 3, response: null })
    expect(exchange.failure).toMatch(/^It could not be reached\. 127\.0\.0\.1:\d+: no answer in time\.$/)
    expect(exchange.milliseconds).toBeLessThan(6000)
  })

  test.each<[string, Behaviour]>([
    ["breaks off", (response) => void response.socket?.destroy()],
    ["stops in the middle", (response) => void response.writeHead(200).write('{"text":')],
    ["says 500 each time", answering({ text: "No" }, 500)],
  ])("when it %s, three times and no more", async (_what, behave) => {
    const { answer, asked, exchange } = await ask(behave)
    expect(answer).toBeNull()
    expect(asked).toHaveLength(3)
    expect(exchange.tries).toBe(3)
  })

  test("when nobody is there", async () => {
    Object.assign(settings(), { botWebhookNetworks: ["127.0.0.1"] })
    const { answer, exchange } = await askEngine(question, { url: "http://127.0.0.1:1/", secret })
    expect(answer).toBeNull()
    expect(exchange).toMatchObject({
      tries: 3,
      failure: "It could not be reached. 127.0.0.1:1: ECONNREFUSED.",
    })
  })

  test("not when the process stops: then it throws", async () => {
    const engine = await startEngine(() => undefined)
    const stop = AbortSignal.timeout(100)
    await expect(askEngine(question, { url: engine.url, secret }, { stop })).rejects.toThrow("timeout")
    expect(engine.asked).toHaveLength(1)
  })
})

describe("an answer that is none is not asked for again", () => {
  const raw =
    (body: string | Buffer): Behaviour =>
    (response) =>
      void response.writeHead(200).end(body)

  test.each<[string, Behaviour, RegExp]>([
    ["404", answering({ text: "No" }, 404), /status 404/],
    ["401", answering({}, 401), /status 401/],
    ["not JSON", raw("<html>Hello</html>"), /not JSON/],
    ["nothing", raw(""), /not JSON/],
    ["no object", raw("null"), /not what it has to be/],
    ["without a text", answering({ answer: "Hello" }), /text/],
    ["an empty text", answering({ text: " \u0000 " }), /text/],
    ["a text too long", answering({ text: "x".repeat(4001) }), /text/],
    ["a word where yes or no is meant", answering({ text: "Hello", handOver: "yes" }), /handOver/],
    ["larger than 64 KB", raw(Buffer.alloc(64_001, 32)), /larger than 64 KB/],
    ["larger than memory", endless, /larger than 64 KB/],
  ])("%s", async (_what, behave, failure) => {
    const { answer, asked, exchange } = await ask(behave, { milliseconds: 5000 })
    expect(answer).toBeNull()
    expect(exchange.failure).toMatch(failure)
    expect(asked).toHaveLength(1)
  })

  function endless(response: Parameters<Behaviour>[0]) {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(64_000, 32)));
    }
    response.on("drain", more).writeHead(200)
    more()
  }

  test("what the database can't hold is left out, and what nobody sees", async () => {
    const { answer, exchange } = await ask(
      raw('{"text":"a\\u0000b\\u0007c\\ud800\\n\\td\\u202e\\u200b\\u2066"}'),
    )
    expect(answer?.text).toBe("abc\ufffd\n\td")
    expect(exchange.response?.body).not.toContain("\u0000")
  })
})

describe("where it stands", () => {
  test("is not gone to by a redirect", async () => {
    const inside = await startEngine(answering({ text: "inside" }))
    const { answer, exchange } = await ask((response) =>
      response.writeHead(307, { location: inside.url }).end(),
    )
    expect(answer).toBeNull()
    expect(exchange).toMatchObject({ tries: 1, failure: "It answered with status 307." })
    expect(inside.asked).toEqual([])
  })

  test("must be public, unless the operator opened its network", async () => {
    const engine = await startEngine(answering({ text: "inside" }))
    Object.assign(settings(), { botWebhookNetworks: ["10.2.0.0/16"] })
    const resolve = vi.fn<Reach["resolve"]>(async () => [{ address: "127.0.0.1", family: 4 }])
    for (const url of [
      engine.url,
      `http://engine.example:${engine.port}/`,
      `https://engine.example:${engine.port}/`,
      `http://[::ffff:127.0.0.1]:${engine.port}/`,
      "http://8.8.8.8/",
      "https://169.254.169.254/latest/meta-data",
      "file:///etc/passwd",
      "no address",
    ]) {
      const { exchange } = await askEngine(question, { url, secret }, { resolve })
      expect(exchange, url).toMatchObject({ tries: 1, failure: expect.stringContaining("not public https") })
    }
    expect(engine.asked).toEqual([])
  })

  test("is looked up once a try: a name that means another address a moment later leads nowhere", async () => {
    const engine = await startEngine(answering({ text: "inside" }))
    Object.assign(settings(), { botWebhookNetworks: [] })
    const resolve = vi
      .fn<Reach["resolve"]>(async () => [{ address: "127.0.0.1", family: 4 }])
      .mockResolvedValueOnce([{ address: "3000::1", family: 6 }])
    const url = `https://engine.example:${engine.port}/`
    const { exchange } = await askEngine(question, { url, secret }, { resolve, milliseconds: 300 })
    expect(resolve).toHaveBeenCalledTimes(2)
    expect(exchange).toMatchObject({ tries: 2, failure: expect.stringContaining("not public https") })
    expect(engine.asked).toEqual([])
  })

  test("may be plain http where the operator opened it", async () => {
    const engine = await startEngine(answering({ text: "inside" }))
    const resolve = async () => [{ address: "127.0.0.1", family: 4 }]
    const url = `http://engine.example:${engine.port}/`
    expect((await askEngine(question, { url, secret }, { resolve })).answer?.text).toBe("inside")
  })
})

test("nothing is sent unsigned, nor anywhere without an address", async () => {
  const engine = await startEngine(answering({ text: "Hello" }))
  const unsigned = await askEngine(question, { url: engine.url, secret: null })
  expect(unsigned).toMatchObject({
    answer: null,
    exchange: { tries: 0, failure: expect.stringContaining("secret") },
  })
  const nowhere = await askEngine(question, { url: null, secret })
  expect(nowhere).toMatchObject({ answer: null, exchange: { tries: 0, url: "" } })
  expect(engine.asked).toEqual([])
})
