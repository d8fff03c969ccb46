/** How much a person writes, and with which bots (K, "message activity"): figures only, nothing of what was said. Tests don't count. */
import { sql } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { rows } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"

type BotActivity = {
  id: string
  name: string
  archived: boolean
  conversations: number
  messages: number
  lastMessageAt: Date | null
}

/** The person's messages in all, and for each bot that they talked with. Throws NotFound. Needs `audit:read`. */
export async function messageActivity(actor: Actor, userId: string) {
  return read(actor, "audit:read", async (tx) => {
    if (!isUuid(userId)) throw new NotFound()
    const [all] = await rows<{ messages: number; last: string | null }>(
      tx,
      sql`select messages, last_message_at as last from user_activity where user_id = ${userId}`,
    )
    if (!all) throw new NotFound()
    const byBot = await rows<Omit<BotActivity, "lastMessageAt"> & { last: string | null }>(
      tx,
      sql`
        select b.id, b.name, b.archived_at is not null as archived, count(*)::int as conversations,
               coalesce(sum(said.messages), 0)::int as messages, max(said.last) as last
          from conversations c
          join bots b on b.workspace_id = c.workspace_id and b.id = c.bot_id
         cross join lateral (
           select count(*) as messages, max(m.at) as last from messages m
            where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.author = 'person') said
         where c.user_id = ${userId} and not c.is_test
         group by b.id, b.name, b.archived_at
         order by max(said.last) desc nulls last, b.id`,
    )
    return {
      messages: all.messages,
      lastMessageAt: all.last === null ? null : new Date(all.last),
      conversations: byBot.reduce((sum, { conversations }) => sum + conversations, 0),
      bots: byBot.map(({ last, ...bot }): BotActivity => ({
        ...bot,
        lastMessageAt: last === null ? null : new Date(last),
      })),
    }
  })
}
