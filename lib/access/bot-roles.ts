/** What one may do with one bot, by one's part in it. Safe for the browser; PostgreSQL knows it too (`bot_role_permissions()`). */
import type { Permission } from "./permissions.ts"

/** The parts that one can have in a bot (K), and what each permits on that bot only. There is exactly one owner. */
export const botRoles = {
  owner: {
    label: "Owner",
    sentence: "Builds, publishes, hands on and archives the bot, and says who else builds it.",
    permissions: ["bots:read", "bots:build", "bots:publish", "bots:manage", "chat:test"],
  },
  developer: {
    label: "Developer",
    sentence: "Builds the bot and tries it in test mode.",
    permissions: ["bots:read", "bots:build", "chat:test"],
  },
  tester: {
    label: "Tester",
    sentence: "Tries the draft in test mode.",
    permissions: ["bots:read", "chat:test"],
  },
} as const satisfies Record<string, { label: string; sentence: string; permissions: readonly Permission[] }>

export type BotRole = keyof typeof botRoles
/** The permissions that a part in a bot can give. */
export type BotPermission = (typeof botRoles)["owner"]["permissions"][number]

/**
 * What somebody may do with one bot: `held` in the workspace, and their part in it. `bots:manage` and `bots:read` of the workspace hold for
 * every bot, and managing one includes building it; `bots:build` of the workspace builds the bots that one has any part in.
 */
export function permitsOnBot(
  held: ReadonlySet<Permission>,
  role: BotRole | null,
  permission: BotPermission,
): boolean {
  const given: readonly Permission[] = role ? botRoles[role].permissions : []
  if (given.includes(permission)) return true
  if (permission === "bots:build") return held.has("bots:manage") || (role !== null && held.has("bots:build"))
  return held.has(permission) || (permission === "bots:read" && held.has("bots:manage"))
}
