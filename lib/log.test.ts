import { DrizzleQueryError } from "drizzle-orm/errors"
import { describe, expect, test } from "vitest"
import type * as thisOne from "#lib/log.ts"
import { newAccessToken } from "#lib/access-tokens/secret.ts"
import { captureConsole, currentRequest, makeLog } from "#lib/log.ts"
import { stripPath, stripText } from "#lib/server/redaction.ts"

function capture() {
  const lines: string[] = []
  return {
    lines,
    log: makeLog({ write: (line: string) => lines.push(line) }),
    last: () => JSON.parse(lines.at(-1) ?? "{}"),
  }
}

test("lines are JSON and carry the id of the request they belong to, also after waiting", async () => {
  const { log, last } = capture()
  log.info("outside")
  expect(last()).toMatchObject({ level: "info", msg: "outside" })
  expect(last()).not.toHaveProperty("requestId")
  await currentRequest().run({ id: "r1" }, async () => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    log.warn({ count: 2 }, "inside")
  })
  expect(last()).toMatchObject({ level: "warn", msg: "inside", count: 2, requestId: "r1" })
})

test("another copy of the module shares the same store", async () => {
  const copy = (await import(`${"./log.ts"}?copy`)) as typeof thisOne
  expect(copy.makeLog).not.toBe(makeLog)
  expect(copy.currentRequest()).toBe(currentRequest())
})

test("what is named like a secret never shows, at any depth", () => {
  const { log, lines } = capture()
  log.info({
    password: "s3cret",
    user: { passwordHash: "s3cret", resetToken: "s3cret", name: "Maya" },
    headers: [{ cookie: "s3cret", authorization: "s3cret", "x-api-key": "s3cret" }],
    verificationCode: "123456",
    authSecret: "s3cret",
    payload: Buffer.from("s3cret"),
    bytes: Buffer.from("s3cret"),
    url: "postgres://owner:s3cret@localhost/roster",
    code: "ECONNREFUSED",
  })
  expect(lines.join()).not.toMatch(/s3cret|123456/)
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ user: { name: "Maya" }, code: "ECONNREFUSED" })
})

test("a failed query is logged without its values, in message, stack, cause and console alike", () => {
  const { log, lines, last } = capture()
  const cause = Object.assign(new Error('duplicate key: Key (token_hash)=(s3cret) already exists. "'), {
    code: "23505",
    detail: "Key (token_hash)=(s3cret) already exists.",
    parameters: ["s3cret"],
  })
  const failed = new DrizzleQueryError(
    "insert into sessions values ($1, $2)",
    ["s3cret", "two\nlines s3cret"],
    cause,
  )
  expect(failed.message).toContain("s3cret")
  log.error({ err: failed }, "it failed")
  log.error(failed)
  log.error({ err: failed })
  log.error(failed, `again: ${failed.message}`)
  expect(last().err).toMatchObject({ cause: { code: "23505" } })
  expect(last().err.message).toContain("insert into sessions")
  const original = { ...console }
  captureConsole(log)
  try {
    // oxlint-disable-next-line no-console -- what is tested
    console.error("⨯", failed)
    // oxlint-disable-next-line no-console -- what is tested
    console.warn("mail to smtp://me:s3cret@host failed", { token: "s3cret" })
  } finally {
    Object.assign(console, original)
  }
  expect(lines).toHaveLength(6)
  expect(lines.join()).not.toContain("s3cret")
  expect(JSON.parse(lines[4] ?? "")).toMatchObject({
    level: "error",
    msg: "⨯",
    err: { stack: expect.stringContaining("at ") },
  })
})

describe("paths", () => {
  test.each([
    ["/users?search=maya&status=active", "/users"],
    ["/invitation/abc", "/invitation/[token]"],
    ["/invitation/abc/def?x=1", "/invitation/[token]"],
    ["/invitation/abc.segments/_tree.segment.rsc", "/invitation/[token]"],
    ["//Invitation//abc", "//Invitation//[token]"],
    ["/reset-password/abc%2Fdef", "/reset-password/[token]"],
    ["/invitation", "/invitation"],
    ["/invitation/", "/invitation/"],
    [
      "/users/0198c0de-0000-7000-8000-000000000001/access",
      "/users/0198c0de-0000-7000-8000-000000000001/access",
    ],
    ["/elsewhere/0123456789abcdefghijABCDEFGHIJ_-0123456789a", "/elsewhere/[token]"],
    [
      "/api/auth/callback/0198c0de-0000-7000-8000-000000000001?code=abc&state=def",
      "/api/auth/callback/0198c0de-0000-7000-8000-000000000001",
    ],
    ["/api/v1/users/roster_pat_abc", "/api/v1/users/[token]"],
    [`/api/v1/users/roster%5fpat%5f${"a1B2".repeat(12)}c`, "/api/v1/users/[token]"],
    ["/_next/static/chunks/0k9fxbq_a1b2c.js", "/_next/static/chunks/0k9fxbq_a1b2c.js"],
  ])("%s is logged as %s", (path, logged) => expect(stripPath(path)).toBe(logged))

  test("an access token shows nowhere, whole or cut off", () => {
    const { log, lines } = capture()
    const token = newAccessToken("service")
    log.info(
      { note: `by ${token}`, headers: { Authorization: `Bearer ${token}` } },
      `sent ${token}, ${token.slice(0, 30)}`,
    )
    log.error(new Error(`refused ${token}`))
    expect(lines.join()).not.toContain(token.slice(0, 20))
    expect(lines.join()).toContain("sent [redacted], [redacted]")
  })

  test("a link inside a sentence loses its token too", () => {
    expect(stripText('see "https://roster.example/reset-password/abc?x" now')).toBe(
      'see "https://roster.example/reset-password/[token]?x" now',
    )
  })
})
