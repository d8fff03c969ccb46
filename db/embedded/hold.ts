/** Who uses the server: every app holds one connection with a shared lock on it, which ends with the app however it ends. */
import postgres from "postgres"
import type { Cluster } from "./cluster.ts"
import { folderError } from "./place.ts"

export type Hold = {
  sql: postgres.Sql
  /** Gives the hold up and answers whether it was the last one; if so, nobody can take a new one any more. */
  giveUp: () => Promise<boolean>
  close: () => Promise<void>
}

// Any numbers will do, as long as they stay. They lock in the database `postgres`, where Roster has nothing else.
const useLock = 5_820_311
const setUpLock = 5_820_312

/**
 * Connects as superuser and takes a hold. Answers null when the server isn't ready, is about to stop, or isn't the
 * one on the cluster's folder: look again later. Throws when it refuses the cluster's password.
 */
export async function takeHold(port: number, cluster: Cluster): Promise<Hold | null> {
  const sql = postgres({
    host: "127.0.0.1",
    port,
    user: "postgres",
    password: cluster.superuserPassword,
    database: "postgres",
    max: 1,
    ssl: false,
    // The lock lives as long as the connection does.
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 5,
    fetch_types: false,
    onnotice: () => {},
    connection: { application_name: "roster embedded" },
  })
  const close = () => sql.end({ timeout: 0 })
  try {
    const [server] =
      await sql`select current_setting('data_directory') as folder, pg_try_advisory_lock_shared(${useLock}) as held`
    if (server?.folder === cluster.folder && server.held) return { sql, close, giveUp: () => giveUp(sql) }
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code.startsWith("28")) {
      await close()
      throw folderError(
        cluster.folder,
        error,
        `its PostgreSQL refuses the password that is kept in it (${error.message})`,
      )
    }
  }
  await close()
  return null
}

async function giveUp(sql: postgres.Sql): Promise<boolean> {
  // In this order, two that leave at once can't each take the other for the one who stays.
  await sql`select pg_advisory_unlock_shared(${useLock})`
  const [alone] = await sql`select pg_try_advisory_lock(${useLock}) as last`
  return alone?.last === true
}

/** Creates what an interrupted first start may have left out: the login roster_owner and its database roster. */
export async function setUpOwner(sql: postgres.Sql, password: string): Promise<void> {
  await sql`select pg_advisory_lock(${setUpLock})`
  const [role] = await sql`select from pg_roles where rolname = 'roster_owner'`
  if (!role) await sql.unsafe(`create role roster_owner login createrole password '${password}'`)
  const [database] = await sql`select from pg_database where datname = 'roster'`
  if (!database) await sql.unsafe("create database roster owner roster_owner")
  await sql`select pg_advisory_unlock(${setUpLock})`
}
