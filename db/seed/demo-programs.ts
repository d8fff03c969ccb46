/** The demo's service accounts and their tokens. */
import type postgres from "postgres"
import type { Permission } from "#lib/access/permissions.ts"
import { insertToken } from "./access-tokens.ts"
import { insertServiceAccount } from "./service-accounts.ts"

const day = 24 * 60 * 60 * 1000
const ago = (days: number) => new Date(Date.now() - days * day)
const ahead = (days: number) => new Date(Date.now() + days * day)

/** Programs: one that adds people every night, whose token is answered, and one that is switched off. */
export async function seedPrograms(owner: postgres.Sql, acme: string): Promise<string> {
  const [{ id: maya } = { id: "" }] = await owner<{ id: string }[]>`
    select id from users where workspace_id = ${acme} and email = 'admin@acme.example'`
  const [{ id: igor } = { id: "" }] = await owner<{ id: string }[]>`
    select id from users where workspace_id = ${acme} and email = 'bots@acme.example'`
  const imports = await insertServiceAccount(owner, acme, {
    name: "Nightly import",
    description: "Adds who joined and suspends who left, from the HR system.",
    ownerId: maya,
    roles: ["Settings"],
    createdAt: ago(120),
  })
  const scopes: Permission[] = ["users:read", "users:write", "users:suspend"]
  const of = { userId: imports, kind: "service", scopes } as const
  // One is about to take the other's place.
  const { token } = await insertToken(owner, acme, {
    ...of,
    name: "HR server",
    createdAt: ago(85),
    expiresAt: ahead(5),
    usedAt: ago(0.3),
    usedFrom: "203.0.113.20",
  })
  await insertToken(owner, acme, { ...of, name: "HR server, new", createdAt: ago(1), expiresAt: ahead(89) })
  await insertServiceAccount(owner, acme, {
    name: "Website chat",
    description: "Puts the bots on the company's website.",
    ownerId: igor,
    roles: ["User", "Bot Builder"],
    createdAt: ago(300),
    disabledAt: ago(14),
  })
  return token
}
