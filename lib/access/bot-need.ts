/** The question of an entrance whether it may be entered, where the answer may depend on the actor's part in one bot. */
import { sql } from "drizzle-orm"
import { Refused } from "#lib/errors.ts"
import { type Actor, type Need, permits, type Stage } from "./actor.ts"
import { type BotPermission, type BotRole, permitsOnBot } from "./bot-roles.ts"
import type { Permission } from "./permissions.ts"
import { rows, type Tx } from "./transaction.ts"

/** The person's part in the bot, or null; also for a bot that there is not. Of one in the archive only the owner's is left. */
export async function botRoleOf(tx: Tx, botId: string, userId: string): Promise<BotRole | null> {
  const [found] = await rows<{ role: BotRole }>(
    tx,
    sql`select role from bot_roles where bot_id = ${botId} and user_id = ${userId}`,
  )
  return found?.role ?? null
}

/** Refuses `not-permitted` unless the actor may, by what they hold now and, for a bot, by their part in it now. */
export async function requirePermission(
  tx: Tx,
  actor: Pick<Actor, "via" | "user" | "botPermissions">,
  now: { stage: Stage; permissions: ReadonlySet<Permission> },
  need: Need,
): Promise<void> {
  const permitted =
    typeof need === "object" && "bot" in need
      ? now.stage === "full" &&
        isInScope(actor, now.permissions, need.permission) &&
        permitsOnBot(now.permissions, await botRoleOf(tx, need.bot, actor.user.id), need.permission)
      : permits(now.stage, now.permissions, need, actor.botPermissions)
  if (!permitted) throw new Refused("not-permitted")
}

/** By a token, a part in the bot gives no more than the token's scopes do. */
function isInScope(
  { via, botPermissions }: Pick<Actor, "via" | "botPermissions">,
  held: ReadonlySet<Permission>,
  permission: BotPermission,
): boolean {
  if (via !== "token") return true
  const scopes = new Set([...held, ...botPermissions])
  return scopes.has(permission) || permitsOnBot(scopes, null, permission)
}
