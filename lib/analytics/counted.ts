/** What counts, and in which step of a period it happened: pieces of the queries beside. */
import { type SQL, sql } from "drizzle-orm"
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
  select ${bucketOf(period, sql`m.at`)} as bucket, m.conversation_id, c.bot_id, c.user_id, count(*) as messages,
         bool_or(m.author = 'person') as wrote
    from messages m
    join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
   where ${inPeriod(period, sql`m.at`)} and m.author <> 'event' and not c.is_test and ${inside(sql`c.bot_id`, bot)}
   group by bucket, m.conversation_id, c.bot_id, c.user_id`
