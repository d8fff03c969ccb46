import { createServer } from "node:net"
import { once } from "node:events"
import postgres from "postgres"
import { expect, test } from "vitest"
import { SettingsError } from "#lib/settings.ts"
import { startUpLine } from "#lib/server/start-up-error.ts"

test("a setting is named as it is", () => {
  expect(startUpLine(new SettingsError("PORT", "must be a number from 1 to 65535"))).toBe(
    "PORT must be a number from 1 to 65535",
  )
})

test("a taken port", async () => {
  const first = createServer().listen(0, "127.0.0.1")
  await once(first, "listening")
  const address = first.address()
  const port = typeof address === "object" && address ? address.port : 0
  const [error] = await once(createServer().listen(port, "127.0.0.1"), "error")
  first.close()
  expect(startUpLine(error)).toBe(`PORT ${port} is taken: stop what runs there, or set another PORT`)
})

test("a database that isn't there", async () => {
  const sql = postgres("postgres://me:s3cret@127.0.0.1:1/roster", { connect_timeout: 2 })
  const error: unknown = await sql`select 1`.catch((reason: unknown) => reason)
  expect(startUpLine(error)).toBe("DATABASE_URL can't be used: nothing answers there")
  expect(startUpLine(new Error("wrapped", { cause: error }))).toBe(
    "DATABASE_URL can't be used: nothing answers there",
  )
})

test("expected sentences stay one line, unexpected errors keep their stack; neither shows a secret", () => {
  expect(startUpLine(new Error("no access to postgres://me:s3cret@host/db"))).toBe(
    "no access to postgres://host/db",
  )
  const line = startUpLine(new TypeError("odd postgres://me:s3cret@host/db"))
  expect(line).toMatch(/^TypeError: odd postgres:\/\/host\/db\n\s+at /)
})
