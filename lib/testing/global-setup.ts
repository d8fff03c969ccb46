/** One PostgreSQL for the whole test run: an embedded one, or the server that TEST_DATABASE_URL names. */
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
  return stop
}
