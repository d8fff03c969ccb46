/** One PostgreSQL for the whole test run: an embedded one, or the server that TEST_DATABASE_URL names. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startEmbedded } from "#db/embedded.ts"
import { migrate } from "#db/migrate.ts"

export default async function setup() {
  process.env.AUTH_SECRET = "only for tests, only for tests, only for tests"
  process.env.AUTH_URL = "http://localhost:3000"
  process.env.MAIL_FROM = "no-reply@roster.example"
  process.env.SMTP_URL = "smtp://127.0.0.1:1"
  const { url, stop } = process.env.TEST_DATABASE_URL
    ? { url: process.env.TEST_DATABASE_URL, stop: async () => {} }
    : await startThrowAway()
  process.env.DATABASE_URL = url
  await migrate(url)
  return stop
}

async function startThrowAway() {
  const dataDir = await mkdtemp(join(tmpdir(), "roster-test-"))
  const server = await startEmbedded({ dataDir, fast: true })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
