/** The demo's access tokens: used, unused, about to end, ended; one permits more than its owner may do by now. */
import type postgres from "postgres"
import { insertToken } from "./access-tokens.ts"

const hour = 3_600_000
const at = (hours: number) => new Date(Date.now() + hours * hour)

/** `person`: the id of whoever has this box in the workspace. */
export async function seedTokens(
  owner: postgres.Sql,
  workspaceId: string,
  person: (box: string) => string,
): Promise<void> {
  const add = (token: Parameters<typeof insertToken>[2]) => insertToken(owner, workspaceId, token)
  const [maya, igor, diego] = [person("admin"), person("bots"), person("developer")]
  await add({
    userId: maya,
    name: "Nightly report",
    scopes: ["users:read", "audit:read", "analytics:read"],
    createdAt: at(-40 * 24),
    expiresAt: at(50 * 24),
    usedAt: at(-3),
    usedFrom: "203.0.113.24",
  })
  await add({
    userId: maya,
    name: "HR import",
    scopes: ["users:read", "users:write", "users:suspend", "groups:manage", "roles:manage"],
    createdAt: at(-86 * 24),
    expiresAt: at(4 * 24 + 5),
    usedAt: at(-30),
    usedFrom: "203.0.113.80",
  })
  await add({
    userId: maya,
    name: "Old laptop",
    createdAt: at(-120 * 24),
    expiresAt: at(-30 * 24),
    usedAt: at(-33 * 24),
  })
  await add({
    userId: igor,
    name: "Publishing pipeline",
    scopes: ["bots:read", "bots:publish"],
    createdAt: at(-12 * 24),
    usedAt: at(-1),
    usedFrom: "198.51.100.7",
  })
  await add({
    userId: diego,
    name: "Answer tests",
    scopes: ["chat:test", "bots:read", "bots:build"],
    createdAt: at(-20 * 24),
  })
  await add({
    userId: diego,
    name: "First try",
    scopes: ["chat:test"],
    createdAt: at(-25 * 24),
    revokedAt: at(-20 * 24),
    revokedAs: "regenerated",
  })
}
