/** Brings a database up to date: the two logins, the tables, the job queue. Safe to run from several instances at once. */
import { drizzle } from "drizzle-orm/postgres-js"
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator"
import { fileURLToPath } from "node:url"
import postgres from "postgres"
import { installQueue } from "#lib/jobs/queue.ts"
import { appLogin, ownerUrl } from "./client.ts"

const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url))
const oldest = 15

// Any number will do, as long as it stays: two instances that start together meet here.
const lock = 7_201_846

async function createLogins(sql: postgres.Sql) {
  const { name, password } = appLogin()
  const [{ database } = { database: "" }] = await sql<
    { database: string }[]
  >`select current_database() as database`
  await createRole(sql, "app_user", "nologin")
  await createRole(sql, name, `login password '${password}'`)
  const [login] = await sql`select pg_has_role(${name}, 'app_user', 'member') as member`
  if (!login?.member) await sql.unsafe(`grant app_user to ${name}`)
  await sql.unsafe(`grant connect on database ${quote(database)} to ${name}`)
}

/** Creates what is missing: where the owner may not create roles, an admin does it once by hand. */
async function createRole(sql: postgres.Sql, name: string, options: string) {
  const [there] = await sql`select from pg_roles where rolname = ${name}`
  if (there) return
  // Roles belong to the whole server, so another database's migration may be making the same one.
  await sql.unsafe(
    `do $$ begin create role ${name} ${options}; exception when duplicate_object or unique_violation then null; end $$`,
  )
}

const quote = (identifier: string) => `"${identifier.replaceAll('"', '""')}"`

/**
 * Migrates the database at `url` (the owner's login: not a superuser, with CREATEROLE) under an advisory lock.
 * Refuses a server older than PostgreSQL 15 with one clear line.
 */
export async function migrate(url = ownerUrl()): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const [server] = await sql<
      { version: number }[]
    >`select current_setting('server_version_num')::int / 10000 as version`
    if (!server || server.version < oldest) {
      throw new Error(
        `DATABASE_URL: PostgreSQL ${server?.version} is too old, Roster needs ${oldest} or newer`,
      )
    }
    await sql`select pg_advisory_lock(${lock})`
    await createLogins(sql)
    await runMigrations(drizzle(sql), { migrationsFolder })
    await installQueue(url)
    await sql`select pg_advisory_unlock(${lock})`
  } finally {
    await sql.end()
  }
}
