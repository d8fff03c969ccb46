/** The connections: the owner's for migrations and the job queue, the restricted login's for everything else (CHANGES.md). */
import { createHash, hkdfSync } from "node:crypto"
import { makePgArray } from "drizzle-orm/pg-core"
import { drizzle } from "drizzle-orm/postgres-js"
import postgres from "postgres"
import { parse } from "postgres-array"
import * as schema from "./schema/index.ts"

function required(name: "DATABASE_URL" | "AUTH_SECRET"): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set`)
  return value
}

/** The login that owns the tables; never used for a request. */
export const ownerUrl = () => required("DATABASE_URL")

/**
 * Name and password of the restricted login, both derived from AUTH_SECRET (HKDF, RFC 5869): nothing more to configure, and
 * instances with different secrets on one server don't take each other's password away.
 */
export function appLogin() {
  const secret = required("AUTH_SECRET")
  const derived = (purpose: string) => Buffer.from(hkdfSync("sha256", secret, "roster", purpose, 32))
  const name = `app_login_${createHash("sha256").update(derived("app login name")).digest("hex").slice(0, 12)}`
  return { name, password: derived("app login password").toString("base64url") }
}

/** DATABASE_URL with the restricted login in place of the owner's. */
export function appUrl(): string {
  const url = new URL(ownerUrl())
  const login = appLogin()
  url.username = login.name
  url.password = login.password
  return url.toString()
}

const listOf = (oid: number, from: (item: string) => unknown) => ({
  to: oid,
  from: [oid],
  // The values of a column come as text already.
  serialize: (value: unknown[] | string) => (typeof value === "string" ? value : makePgArray(value)),
  parse: (text: string) => parse(text, from),
})

// By hand: the driver would look them up at the start of each connection, and when that one is lost at this very moment, nobody
// hears of it and the next connection's first query fails with its error (porsager/postgres#1223).
const lists = {
  ints: listOf(1007, Number),
  texts: listOf(1009, String),
  uuids: listOf(2951, String),
  objects: { ...listOf(3807, JSON.parse), serialize: (value: unknown) => value },
}

function connect() {
  const client = postgres(appUrl(), {
    max: Number(process.env.DATABASE_POOL) || 10,
    // A pooler in transaction mode can't keep prepared statements (`DATABASE_PREPARE=off`).
    prepare: process.env.DATABASE_PREPARE !== "off",
    fetch_types: false,
    types: lists,
    onnotice: () => {},
    connection: { application_name: "roster" },
  })
  return { client, db: drizzle(client, { schema, casing: "snake_case" }) }
}

// One pool a process: the server and Next's bundles each load this module.
const held = globalThis as { [key: symbol]: ReturnType<typeof connect> | undefined }
const key = Symbol.for("roster.database")

/** The restricted login's pool. For lib/access alone: everybody else gets to data through read, change or asSystem. */
export const database = () => (held[key] ??= connect())

/** Closes the pool once its running queries are done. */
export async function closeDatabase() {
  const open = held[key]
  held[key] = undefined
  await open?.client.end({ timeout: 5 })
}
