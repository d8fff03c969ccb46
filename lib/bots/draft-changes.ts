/** How far a bot's draft has moved on from what is published. */
import { sql } from "drizzle-orm"
import { bots, botVersions } from "#db/schema/bots.ts"

/**
 * Of each bot in a query that joins its published version: the settings and entries in which the draft differs from it; null where nothing
 * was published. The same that compareContents() names one by one.
 */
export const changesSincePublished = sql<number | null>`case when ${botVersions.content} is not null then (
  select (select count(*) from jsonb_each(draft.content - 'entries') d where d.value is distinct from ${botVersions.content} -> d.key)
       + (select count(*)
            from jsonb_array_elements(draft.content -> 'entries') d
            full join jsonb_array_elements(${botVersions.content} -> 'entries') p on p.value ->> 'id' = d.value ->> 'id'
           where d.value is distinct from p.value)
    from (select bot_content(${bots.id}, null) as content offset 0) draft)::integer end`
