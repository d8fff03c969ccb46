/** What every end-to-end test meets: a fresh build, PostgreSQL, an SMTP server, and Roster between them. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startThrowAway } from "../../db/embedded.ts"
import { build, isBuildCurrent } from "../../lib/server/build.ts"
import { startBreachedList } from "../../lib/testing/breached-list.ts"
import { startDns } from "./dns-server.ts"
import { startSmtp } from "./mail-servers.ts"
import { secret, startRoster } from "./roster.ts"

export default async function setup() {
  if (!isBuildCurrent()) await build()
  const mailbox = await mkdtemp(join(tmpdir(), "roster-mailbox-"))
  const database = await startThrowAway()
  const smtp = await startSmtp(mailbox)
  const records = await mkdtemp(join(tmpdir(), "roster-dns-"))
  const dns = await startDns(records)
  const breachedList = await startBreachedList()
  const roster = await startRoster({
    DATABASE_URL: database.url,
    SMTP_URL: smtp.url,
    SSO_DNS_SERVER: dns.address,
    BREACHED_PASSWORDS_URL: breachedList.url,
  })
  Object.assign(process.env, {
    ROSTER_URL: roster.url,
    ROSTER_MAILBOX: mailbox,
    ROSTER_DNS_RECORDS: records,
    DATABASE_URL: database.url,
    AUTH_SECRET: secret,
    AUTH_URL: roster.url,
    // For what tests seal as Roster does.
    MAIL_FROM: "Roster <no-reply@roster.example>",
    SMTP_URL: smtp.url,
  })
  return async () => {
    await roster.stop()
    await smtp.stop()
    dns.stop()
    await breachedList.close()
    await database.stop()
    for (const folder of [mailbox, records]) await rm(folder, { recursive: true, force: true })
    if (process.env.ROSTER_SHOW_LOG) process.stdout.write(roster.output())
  }
}
