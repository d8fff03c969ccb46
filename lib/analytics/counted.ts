/** What counts, and in which step of a period it happened: pieces of the queries beside. */
import { type SQL, sql } from "drizzle-orm"
import type { Tx } from "#lib/access/transaction.ts"
import type { Period } from "./period.ts"

/** Whether it happened in the period or in the one before. */
export const inPeriod = ({ before, end }: Period, at: SQL) =>
  sql`${at} >= ${before.toISOString()}::timestamptz and ${at} < ${end.toISOString()}::timestamptz`

/** 1 for the period before, then 2 for the first step and so on. */
export const bucketOf = ({ before, steps }: Period, at: SQL) =>
  // In a query of its own, so that the moments are read once and not for each row.
  sql`width_bucket(${at}, (select ${sql.param([before, ...steps.map((step) => step.at)].map((date) => date.toISOString()))}::text[]::timestamptz[]))`

/** Whether it is this bot's; with "" of whatever bot. */
export const inside = (botId: SQL, bot: string) => (bot === "" ? sql`true` : sql`${botId} = ${bot}::uuid`)

/** What was said, conversation by conversation within each step: events say nothing. */
export const spoken = (period: Period, bot: string) => sql`
  select said.bucket, said.conversation_id, c.user_id, said.messages, said.wrote
    from (
      select ${bucketOf(period, sql`m.at`)} as bucket, m.conversation_id, count(*) as messages, bool_or(m.author = 'person') as wrote
        from messages m
       where ${inPeriod(period, sql`m.at`)} and m.author <> 'event'
       group by 1, 2) said
    join conversations c on c.id = said.conversation_id
   where not c.is_test and ${inside(sql`c.bot_id`, bot)}`

/**
 * Room for what is counted by conversation, which PostgreSQL's own 4 MB would sort on disk; and no compiling, which takes longer than the
 * counting itself. For one transaction.
 */
export const giveRoom = (tx: Tx) =>
  tx.execute(sql`select set_config('work_mem', '32MB', true), set_config('jit', 'off', true)`)
