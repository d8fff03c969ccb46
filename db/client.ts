/** The connections: the owner's for migrations and the job queue, the restricted login's for everything else (CHANGES.md). */
import { createHash, hkdfSync } from "node:crypto"
import { drizzle } from "drizzle-orm/postgres-js"
import postgres from "postgres"
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

function connect() {
  const client = postgres(appUrl(), {
    max: Number(process.env.DATABASE_POOL ?? 10),
    // A pooler in transaction mode can't keep prepared statements (`DATABASE_PREPARE=off`).
    prepare: process.env.DATABASE_PREPARE !== "off",
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
