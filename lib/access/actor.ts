/** Who acts: a person or service account in one workspace, by one session or token, with what they may do there. */
import { type BotPermission, permitsOnBot } from "./bot-roles.ts"
import type { AccountType, Permission } from "./permissions.ts"

/** How far a sign-in has come. Only `full` opens anything but the page of its own step. */
export type Stage = "password_change" | "verify_email" | "full"

/** Where a request came from; kept with each change. */
export type Origin = { ip?: string; userAgent?: string; requestId?: string }

export type Actor = {
  /** `job`: the worker goes on with what the person asked for, without a session of theirs. `token`: by an access token. */
  via: "session" | "job" | "token"
  sessionId: string | null
  tokenId: string | null
  stage: Stage
  /** `timezone`: for whoever has chosen none. */
  workspace: { id: string; slug: string; name: string; logoId: string | null; timezone: string | null }
  user: {
    id: string
    firstName: string
    lastName: string
    email: string
    type: AccountType
    timezone: string | null
    pictureId: string | null
  }
  /** By a token: what its scopes leave of them. */
  permissions: ReadonlySet<Permission>
  /** What their parts in bots permit, each on some bot at least. */
  botPermissions: ReadonlySet<Permission>
  origin: Origin
}

/** A permission on one bot: by what one holds in the workspace, or by one's part in that bot. */
export type BotNeed = { permission: BotPermission; bot: string }

/** A permission on any bot at all, for pages that then show only what is open. */
export type SomeBotNeed = { permission: BotPermission; onSomeBot: true }

/** One of several permissions, for pages of which each opens its part. */
export type AnyNeed = { anyOf: readonly [Permission, ...Permission[]] }

/** Several permissions at once, for what reaches into two areas. */
export type AllNeed = { allOf: readonly [Permission, ...Permission[]] }

/** What an entrance asks for: a permission, only one's own account ("self"), a step of signing in, one of several, all of several, or one on a bot. */
export type Need =
  | Permission
  | "self"
  | { stage: Exclude<Stage, "full"> }
  | AnyNeed
  | AllNeed
  | SomeBotNeed
  | BotNeed

/** Is what the entrance asks for there? `permissions`: the actor's, as known now; on one bot only lib/access/bot-need.ts can tell. */
export function permits(
  stage: Stage,
  permissions: ReadonlySet<Permission>,
  need: Exclude<Need, BotNeed>,
  botPermissions: ReadonlySet<Permission> = new Set(),
): boolean {
  if (typeof need === "object" && "stage" in need) return stage === need.stage
  if (stage !== "full") return false
  if (typeof need === "object" && "anyOf" in need)
    return need.anyOf.some((permission) => permissions.has(permission))
  if (typeof need === "object" && "allOf" in need)
    return need.allOf.every((permission) => permissions.has(permission))
  if (typeof need === "object") {
    const { permission } = need
    if (permissions.has(permission) || botPermissions.has(permission)) return true
    // Managing every bot includes seeing and building each.
    return permitsOnBot(permissions, null, permission)
  }
  return need === "self" || permissions.has(need)
}

/** May the actor do this? For showing and hiding only: read() and change() decide. */
export const can = (actor: Actor, need: Permission | AllNeed) => permits(actor.stage, actor.permissions, need)
