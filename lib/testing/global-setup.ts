/** One PostgreSQL for the whole test run: an embedded one, or the server that TEST_DATABASE_URL names. */
import postgres from "postgres"
import { startThrowAway } from "#db/embedded.ts"
import { migrate } from "#db/migrate.ts"

export default async function setup() {
  Object.assign(process.env, {
    AUTH_SECRET: "only for tests, only for tests, only for tests",
    AUTH_URL: "http://localhost:3000",
    MAIL_FROM: "no-reply@roster.example",
    SMTP_URL: "smtp://127.0.0.1:1",
    SSO_LOCAL_PROVIDERS: "1",
  })
  const given = process.env.TEST_DATABASE_URL
  const { url, stop } = given ? { url: given, stop: async () => {} } : await startThrowAway()
  process.env.DATABASE_URL = url
  await migrate(url)
  await takeWallAway(url)
  return stop
}

/** For `npm run test:walls`: the database without one of its walls. */
async function takeWallAway(url: string) {
  const { sql } = JSON.parse(process.env.ROSTER_WALL ?? "{}") as { sql?: string }
  if (!sql) return
  const owner = postgres(url, { max: 1, onnotice: () => {} })
  await owner.unsafe(sql)
  await owner.end()
}
