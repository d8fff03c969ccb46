import { once } from "node:events"
import { createServer, type IncomingMessage, request, type Server } from "node:http"
import { text } from "node:stream/consumers"
import { setTimeout as delay } from "node:timers/promises"
import { afterEach, beforeEach, expect, test } from "vitest"
import { currentRequest, makeLog } from "#lib/log.ts"
import { answerRequests, type Handle, type Standing } from "#lib/server/requests.ts"

let server: Server
let lines: string[]
const log = makeLog({ write: (line: string) => lines.push(line) })
const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>)

const direct: Standing = { authUrl: "http://roster.example:3000", trustedProxies: [] }

async function serve(handle: Handle, standing = direct): Promise<string> {
  server.on("request", answerRequests(handle, standing, log))
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`
}

/** A line is written when the answer is out, which the client may notice first. */
async function lastLine(): Promise<Record<string, unknown>> {
  while (!logged().some((line) => line.msg === "request")) await delay(5)
  return logged().findLast((line) => line.msg === "request") ?? {}
}

beforeEach(() => {
  server = createServer()
  lines = []
})
afterEach(() => void server.close())

test("every request gets an id of its own, in the answer, the request and the lines written meanwhile", async () => {
  const origin = await serve(async (request, response) => {
    await delay(20)
    log.info("working")
    response.statusCode = 201
    response.end(`${String(request.headers["x-request-id"])} ${currentRequest().getStore()?.id}`)
  })
  const answer = await fetch(`${origin}/users?search=maya`, {
    method: "PUT",
    headers: { "x-request-id": "mine" },
  })
  const id = answer.headers.get("x-request-id")
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  expect(await answer.text()).toBe(`${id} ${id}`)
  const line = await lastLine()
  expect(line).toMatchObject({ requestId: id, method: "PUT", path: "/users", status: 201, level: "info" })
  expect(line.ms).toBeGreaterThanOrEqual(15)
  expect(logged()[0]).toMatchObject({ msg: "working", requestId: id })
})

test("two requests at once keep their ids apart", async () => {
  const origin = await serve(async (_request, response) => {
    await delay(20)
    response.end(currentRequest().getStore()?.id)
  })
  const answers = await Promise.all([fetch(origin), fetch(origin)])
  const bodies = await Promise.all(answers.map((answer) => answer.text()))
  expect(bodies).toEqual(answers.map((answer) => answer.headers.get("x-request-id")))
  expect(new Set(bodies).size).toBe(2)
})

test("the token of a link is not logged", async () => {
  const origin = await serve(async (_request, response) => void response.end())
  await fetch(`${origin}/invitation/s3cret?x=s3cret`)
  expect(await lastLine()).toMatchObject({ path: "/invitation/[token]" })
  expect(lines.join()).not.toContain("s3cret")
})

test("what fails is answered with 500 and no detail, and logged", async () => {
  const origin = await serve(async () => {
    throw new Error("the reason")
  })
  const answer = await fetch(origin)
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toContain("reason")
  expect(await lastLine()).toMatchObject({ status: 500 })
  expect(logged()[0]).toMatchObject({ level: "error", err: { message: "the reason" } })
})

test.each([
  ["400", "GET", "http://evil.example/"],
  ["400", "OPTIONS", "*"],
  ["501", "TRACE", "/"],
  ["204", "GET", "//users"],
])("%s for %s %s", async (status, method, target) => {
  const origin = await serve(async (_request, response) => void response.writeHead(204).end())
  const { hostname, port } = new URL(origin)
  const asking = request({ hostname, port, method, path: target }).end()
  const [answer] = (await once(asking, "response")) as [IncomingMessage]
  answer.resume()
  expect(String(answer.statusCode)).toBe(status)
  expect(answer.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/)
  expect(await lastLine()).toMatchObject({ method, status: Number(status) })
})

test.each([
  ["/users/%E0%A4%A?search=%E0", "/users/%25E0%25A4%25A?search=%E0"],
  ["/%", "/%25"],
  ["/users/%41%C3%A4?a=b?c=%", "/users/%41%C3%A4?a=b?c=%"],
])("escapes that stand for nothing are taken by the letter: %s", async (sent, seen) => {
  const origin = await serve(async ({ url }, response) => void response.end(url))
  const { hostname, port } = new URL(origin)
  const [answer] = (await once(request({ hostname, port, path: sent }).end(), "response")) as [
    IncomingMessage,
  ]
  expect(await text(answer)).toBe(seen)
})

test("a client that leaves early is logged as such", async () => {
  const leave = new AbortController()
  const origin = await serve(async () => leave.abort())
  await expect(fetch(origin, { signal: leave.signal })).rejects.toThrow()
  expect(await lastLine()).toMatchObject({ aborted: true })
})

const tellHeaders: Handle = async (request, response) => void response.end(JSON.stringify(request.headers))

/** The headers as the application sees them when a client sends these. */
async function arrive(
  sent: Record<string, string>,
  standing: Partial<Standing> = {},
): Promise<Record<string, unknown>> {
  const answer = await fetch(await serve(tellHeaders, { ...direct, ...standing }), { headers: sent })
  return (await answer.json()) as Record<string, unknown>
}

const claims = {
  "x-client-ip": "203.0.113.66",
  "x-forwarded-for": "203.0.113.66",
  "x-forwarded-host": "evil.example",
  "x-forwarded-proto": "https",
  "x-forwarded-port": "666",
  forwarded: "for=203.0.113.66;host=evil.example;proto=https",
}

test("a client's claims about itself and about us are dropped", async () => {
  const seen = await arrive(claims)
  expect(seen).toMatchObject({ "x-client-ip": "127.0.0.1", "x-forwarded-for": "127.0.0.1" })
  expect(JSON.stringify(seen)).not.toMatch(/evil|203\.0\.113|666/)
})

test("a trusted proxy is heard on the client's address, and on nothing else", async () => {
  const sent = { ...claims, "x-forwarded-for": "6.6.6.6, 198.51.100.1" }
  const seen = await arrive(sent, { trustedProxies: ["127.0.0.0/8"] })
  expect(seen).toMatchObject({ "x-client-ip": "198.51.100.1", "x-forwarded-for": "198.51.100.1" })
  expect(JSON.stringify(seen)).not.toMatch(/evil|203\.0\.113|666/)
})

test("a page of ours may act by whatever name a proxy asked for it", async () => {
  const ours = await arrive({ ...claims, origin: "http://roster.example:3000" })
  expect(ours["x-forwarded-host"]).toBe("roster.example:3000")
})

test.each(["http://evil.example", "https://roster.example:3000", "http://roster.example", "null"])(
  "Origin %s is not ours",
  async (origin) => expect(await arrive({ ...claims, origin })).not.toHaveProperty("x-forwarded-host"),
)

test("every answer forbids guessing its type; that https is here to stay is said under https only", async () => {
  const plain = await fetch(await serve(tellHeaders))
  expect(plain.headers.get("x-content-type-options")).toBe("nosniff")
  expect(plain.headers.get("strict-transport-security")).toBeNull()
  const second = createServer(
    answerRequests(tellHeaders, { ...direct, authUrl: "https://roster.example" }, log),
  ).listen(0, "127.0.0.1")
  await once(second, "listening")
  const { port } = second.address() as { port: number }
  const safe = await fetch(`http://127.0.0.1:${port}`)
  second.close()
  expect(safe.headers.get("strict-transport-security")).toBe("max-age=63072000; includeSubDomains")
})
