import { once } from "node:events"
import { createServer, type Server } from "node:http"
import { setTimeout as delay } from "node:timers/promises"
import { afterEach, beforeEach, expect, test } from "vitest"
import { currentRequest, makeLog } from "#lib/log.ts"
import { answerRequests, type Handle } from "#lib/server/requests.ts"

let server: Server
let lines: string[]
const log = makeLog({ write: (line: string) => lines.push(line) })
const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>)

async function serve(handle: Handle): Promise<string> {
  server.on("request", answerRequests(handle, log))
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

test("a client that leaves early is logged as such", async () => {
  const leave = new AbortController()
  const origin = await serve(async () => leave.abort())
  await expect(fetch(origin, { signal: leave.signal })).rejects.toThrow()
  expect(await lastLine()).toMatchObject({ aborted: true })
})
