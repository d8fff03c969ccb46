/** The bots whose drafts somebody may try. */
import { and, asc, isNull, sql } from "drizzle-orm"
import { bots } from "#db/schema/bots.ts"
import type { Actor } from "#lib/access/actor.ts"
import { can } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"

export type TestBot = { id: string; name: string }

/** By name: every bot with `chat:test`, else those in which one has a part. Refuses `not-permitted` where there is none. */
export async function listTestBots(actor: Actor): Promise<TestBot[]> {
  return read(actor, { permission: "chat:test", onSomeBot: true }, (tx) =>
    tx
      .select({ id: bots.id, name: bots.name })
      .from(bots)
      .where(
        and(
          isNull(bots.archivedAt),
          can(actor, "chat:test")
            ? undefined
            : sql`exists (select from bot_permissions p where p.workspace_id = ${bots.workspaceId} and p.bot_id = ${bots.id}
                and p.user_id = ${actor.user.id} and p.permission = 'chat:test')`,
        ),
      )
      .orderBy(asc(bots.nameNorm)),
  )
}
