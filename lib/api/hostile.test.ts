import { randomUUID } from "node:crypto"
import { beforeAll, expect, test } from "vitest"
import { endpoint } from "#lib/endpoint.ts"
import { newToken } from "#lib/testing/access-tokens.ts"
import { ask } from "#lib/testing/api.ts"
import { changesOf, newPerson, newWorkspace, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { operations } from "./operations.ts"
import { nothingHere } from "./route.ts"

let workspace: TestWorkspace
let adminId: string
let token: string
let ids: { userId: string }
beforeAll(async () => {
  workspace = await newWorkspace()
  adminId = await newPerson(workspace, { type: "tenant_admin" })
  token = (
    await newToken(workspace, {
      userId: adminId,
      scopes: ["users:read", "users:write", "users:suspend", "chat:use"],
    })
  ).token
  ids = { userId: await newPerson(workspace) }
})

const one = "/api/v1/users/{userId}"
const person = () => ({ firstName: "Ada", lastName: "Byron", email: `${randomUUID()}@acme.example` })
const create = (body: unknown, headers = {}) => ask("POST /api/v1/users", { token, body, headers })

test.each([
  ["half of a JSON text", '{"firstName":', 400, "invalid-body"],
  ["a list", "[]", 400, "invalid-body"],
  ["null", "null", 400, "invalid-body"],
  ["nothing", "", 400, "invalid-body"],
  ["a name twice", '{"email":"a@acme.example","email":"b@acme.example"}', 400, "invalid-body"],
  [
    "a name twice, once in disguise",
    '{"email":"a@acme.example","\\u0065mail":"b@acme.example"}',
    400,
    "invalid-body",
  ],
  ["a name twice further in", '{"a":{"b":1,"b":2}}', 400, "invalid-body"],
  ["a body without an end", JSON.stringify({ firstName: "x".repeat(70_000) }), 413, "body-too-long"],
  ["a depth without an end", `${"[".repeat(30_000)}${"]".repeat(30_000)}`, 400, "invalid-body"],
  ["objects in objects", `${'{"a":'.repeat(20)}1${"}".repeat(20)}`, 400, "invalid-body"],
])("%s is refused", async (_what, body, status, code) => {
  const before = await changesOf(workspace)
  const answer = await create(body)
  expect([answer.status, answer.said["code"]]).toEqual([status, code])
  expect(answer.headers.get("content-type")).toBe("application/problem+json")
  expect(await changesOf(workspace)).toEqual(before)
})

test("the same name in two objects, and in a text, is none twice", async () => {
  expect((await create('{"a":{"b":1},"c":{"b":1}}')).status).toBe(422)
  expect((await create(JSON.stringify({ ...person(), firstName: 'x","firstName":"y' }))).status).toBe(201)
})

test("bytes that are no UTF-8 are refused", async () => {
  const { POST } = (await import("./route.ts")).route("/api/v1/users")
  const request = new Request("http://localhost/api/v1/users", {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
  })
  expect((await POST(request, { params: Promise.resolve({}) })).status).toBe(400)
})

test.each([
  ["firstName", "Ann\u0000"],
  ["firstName", "Ann\u202egro.exe"],
  ["lastName", "\ud800"],
  ["lastName", ""],
  ["email", "ann@acme.example\r\nbcc: x@evil.example"],
  ["email", ["a@acme.example"]],
  ["phone", 491234],
  ["phone", "+1"],
  ["timezone", "Mars/Olympus"],
  ["externalId", { $gt: "" }],
  ["roles", "all"],
  ["roles", [randomUUID()]],
  ["identityProvider", randomUUID()],
  ["type", "service"],
  ["wayIn", "none"],
  ["id", "1"],
])("%s is not %j", async (field, value) => {
  const { status, said } = await create({ ...person(), [field]: value })
  expect([status, (said["errors"] as { field: string }[])[0]?.field]).toEqual([422, field])
})

test("members that there are not are refused, each by its name, and nothing is written", async () => {
  const forged =
    '"workspaceId":"x","permissions":[],"passwordHash":"x","__proto__":{"type":"tenant_admin"},"a\\u202e":1'
  const { status, said } = await create(`{"firstName":"A","lastName":"B","email":"a@acme.example",${forged}}`)
  expect([status, said["errors"]]).toEqual([
    422,
    ["workspaceId", "permissions", "passwordHash", "__proto__", ""].map((field) => ({
      field,
      code: "unknown-member",
      detail: "There is no such member.",
    })),
  ])
  for (const body of [
    { type: "tenant_admin" },
    { suspendedAt: null },
    { userId: adminId },
    { seen: "0" },
    { sure: "" },
  ])
    expect((await ask(`PATCH ${one}`, { token, ids, body })).status, JSON.stringify(body)).toBe(422)
  expect((await ask(`PUT ${one}/suspension`, { token, ids, body: { sure: "" } })).status).toBe(422)
  for (const more of [{ userId: adminId }, { isTest: true }, { wait: 11 }, { wait: -1 }]) {
    const asked = { token, ids: { botId: randomUUID() }, body: { text: "Hello.", ...more } }
    expect((await ask("POST /api/v1/bots/{botId}/messages", asked)).status, JSON.stringify(more)).toBe(422)
  }
  const many = Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`m${at}`, 1]))
  expect(((await create(many)).said["errors"] as unknown[]).length).toBeLessThanOrEqual(20)
  expect(JSON.stringify((await create({ [token]: 1 })).said)).not.toContain(token)
})

test("only JSON is taken", async () => {
  const body = JSON.stringify(person())
  for (const type of [
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/xml",
    "application/merge-patch+json",
    "",
  ])
    expect((await create(body, { "content-type": type })).status, type).toBe(415)
  expect((await create(body, { "content-encoding": "gzip" })).status).toBe(415)
  expect((await create(body, { "content-type": "Application/JSON; charset=utf-8" })).status).toBe(201)
  expect((await ask(`DELETE ${one}/suspension`, { token, ids, body: {} })).status).toBe(400)
})

test("a token in the address is refused, in the body too, and a form's method is not heard", async () => {
  const query = `?access_token=${token}`
  for (const sent of [{ query }, { query, token }])
    expect((await ask("GET /api/v1/users", sent)).status).toBe(sent.token ? 400 : 401)
  const told = await ask("GET /api/v1/users", { query, token })
  expect(told).toMatchObject({ said: { code: "token-in-query" } })
  expect(told.headers.get("www-authenticate")).toContain('error="invalid_request"')
  expect((await create({ ...person(), access_token: token })).status).toBe(422)
  const overridden = await ask(`GET ${one}`, { token, ids, headers: { "x-http-method-override": "PATCH" } })
  expect(overridden.status).toBe(200)
  expect((await ask(`GET ${one}`, { token, ids, query: "?_method=DELETE" })).status).toBe(400)
  expect((await ask("GET /api/v1/users", { token, query: "?limit=1&limit=2" })).status).toBe(400)
})

test("what is no live token is told nothing but that", async () => {
  const said = async (authorization: string | null) => {
    const answer = await ask("GET /api/v1/me", { headers: authorization === null ? {} : { authorization } })
    return [answer.status, answer.said["code"], answer.headers.get("www-authenticate")]
  }
  const expired = await newToken(workspace, { userId: adminId, expiresAt: new Date(Date.now() - 1000) })
  const revoked = await newToken(workspace, { userId: adminId, revokedAt: new Date(), revokedAs: "owner" })
  const suspended = await newPerson(workspace, { suspendedAt: new Date() })
  const theirs = await newToken(workspace, { userId: suspended })
  expect(await said(null)).toEqual([401, "token-missing", 'Bearer realm="Roster"'])
  for (const authorization of [
    `Bearer ${expired.token}`,
    `Bearer ${revoked.token}`,
    `Bearer ${theirs.token}`,
    `Bearer ${token}x`,
    `Bearer ${token} ${token}`,
    `Basic ${btoa(`x:${token}`)}`,
    `Token ${token}`,
    token,
    "Bearer",
  ])
    expect(await said(authorization)).toEqual([
      401,
      "invalid-token",
      'Bearer realm="Roster", error="invalid_token"',
    ])
  expect((await ask("GET /api/v1/me", { token })).status).toBe(200)
})

test("another method is 405 with those that there are, and an address that there isn't 404", async () => {
  const wrong = await ask(`POST ${one}`)
  expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET, PATCH, HEAD, OPTIONS"])
  const options = await ask(`OPTIONS ${one}`, { headers: { origin: "https://evil.example" } })
  expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, PATCH, HEAD, OPTIONS"])
  expect([...options.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([])
  const nowhere = await nothingHere(new Request("http://localhost/api/v1/nowhere"), {
    params: Promise.resolve({}),
  })
  expect([nowhere.status, nowhere.headers.get("content-type")]).toEqual([404, "application/problem+json"])
})

test("an error that nobody expected says nothing of itself", async () => {
  const broken = {
    ...operations[0]!,
    run: () => Promise.reject(new Error("no column users.password_hash")),
  }
  const request = new Request("http://localhost/api/v1/me", { headers: { authorization: `Bearer ${token}` } })
  const answer = await endpoint(broken, request, {})
  expect([answer.status, await answer.json()]).toEqual([
    500,
    {
      type: "about:blank",
      title: "Internal Server Error",
      status: 500,
      detail: "Something went wrong on our side.",
      code: "failed",
    },
  ])
})
