/** What deleting a person brings with it: asked before it is done. */
import { sql } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { rows } from "#lib/access/transaction.ts"
import { botsOwnedBy } from "./handing-over.ts"

/** The person's bots that need another owner, by name, and the sessions and access tokens that would end. Needs `users:delete`. */
export async function whatLeaves(actor: Actor, userId: string) {
  return read(actor, "users:delete", async (tx) => {
    const [open] = await rows<{ sessions: number; tokens: number }>(
      tx,
      sql`
        select (select count(*)::int from sessions s
                 where s.user_id = ${userId} and s.ended_at is null and s.expires_at > now()
                   and s.last_seen_at > now() - make_interval(mins => s.idle_minutes)) as sessions,
               (select count(*)::int from access_tokens t
                 where t.user_id = ${userId} and t.revoked_at is null and t.expires_at > now()) as tokens`,
    )
    return { owned: await botsOwnedBy(tx, [userId]), ...open! }
  })
}
