/** Databases for the walls: one is migrated, and every wall has a copy of it that is nobody else's. */
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import postgres from "postgres"
import { startThrowAway } from "#db/embedded.ts"
import { migrate } from "#db/migrate.ts"

export type Prepared = Awaited<ReturnType<typeof prepareDatabase>>

/** A migrated database, and `copy`, which makes the named one anew and answers its URL. */
export async function prepareDatabase() {
  const { url, folder, stop } = await startThrowAway()
  await migrate(url)
  const superuser = new URL(url)
  superuser.username = "postgres"
  superuser.password = (await readFile(join(folder, "roster-password"), "utf8")).trim()
  superuser.pathname = "/postgres"
  const sql = postgres(superuser.toString(), { onnotice: () => {} })
  return {
    url,
    async copy(name: string) {
      await sql.unsafe(`drop database if exists ${name} with (force)`)
      await sql.unsafe(`create database ${name} template roster owner roster_owner`)
      const copied = new URL(url)
      copied.pathname = `/${name}`
      return copied.toString()
    },
    async stop() {
      await sql.end({ timeout: 5 })
      await stop()
    },
  }
}
