/** The bots whose figures are asked for, and each bot's own. */
import { sql } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"
import { giveRoom, inPeriod, inside } from "./counted.ts"
import type { Period } from "./period.ts"

export type BotName = { id: string; name: string; archived: boolean }

/** Of one bot in the period. `handedOver`: how many of its conversations were; null: there are none of which to say it. */
export type BotFigures = BotName & {
  conversations: number
  messages: number
  handedOver: number
  handOvers: number
  /** In milliseconds, of its answers. */
  medianAnswer: number | null
}

const botName = sql`b.id, b.name, b.archived_at is not null as archived`

/** The bot with this id, also one in the archive. Throws NotFound. */
export async function findBot(tx: Tx, bot: string): Promise<BotName> {
  const [found] = await rows<BotName>(tx, sql`select ${botName} from bots b where b.id = ${bot}::uuid`)
  if (!found) throw new NotFound()
  return found
}

/** The bots that people have talked with or can, by name; those in the archive last. */
export async function listBotsToChoose(tx: Tx): Promise<BotName[]> {
  return rows<BotName>(
    tx,
    sql`
      select ${botName} from bots b
       where b.published_version is not null
       order by archived, b.name_norm, b.id`,
  )
}

/** Each bot's figures in the period, the most talked with first; with `bot` that one's alone. Needs `analytics:read`. */
export async function listBotFigures(actor: Actor, period: Period, bot = ""): Promise<BotFigures[]> {
  const within = { ...period, before: period.steps[0]!.at }
  return read(actor, "analytics:read", async (tx) => {
    await giveRoom(tx)
    return rows<BotFigures>(
      tx,
      sql`
        with spoken as (
          select m.conversation_id, count(*) as messages from messages m
           where ${inPeriod(within, sql`m.at`)} and m.author <> 'event' group by 1
        ), said as (
          select c.bot_id, s.conversation_id, s.messages from spoken s join conversations c on c.id = s.conversation_id
           where not c.is_test and ${inside(sql`c.bot_id`, bot)}
        ), talked as (
          select s.bot_id, count(*)::int as conversations, sum(s.messages)::int as messages,
                 count(*) filter (where w.conversation_id is not null)::int as handed_over
            from said s
            left join (select distinct h.conversation_id from hand_overs h where ${inPeriod(within, sql`h.at`)}) w
              on w.conversation_id = s.conversation_id
           group by s.bot_id
        ), wanted as (
          select h.bot_id, count(*)::int as hand_overs from hand_overs h where ${inPeriod(within, sql`h.at`)} group by h.bot_id
        ), taken as materialized (
          -- Before anything is sorted: traces are long.
          select m.conversation_id, (m.trace ->> 'milliseconds')::float8 as milliseconds from messages m
           where ${inPeriod(within, sql`m.at`)} and m.author = 'bot' and m.trace is not null
        ), answered as (
          select c.bot_id, percentile_cont(0.5) within group (order by t.milliseconds) as median
            from taken t join conversations c on c.id = t.conversation_id
           where not c.is_test and ${inside(sql`c.bot_id`, bot)}
           group by c.bot_id
        )
        select ${botName}, coalesce(t.conversations, 0) as conversations, coalesce(t.messages, 0) as messages,
               coalesce(t.handed_over, 0) as "handedOver", coalesce(w.hand_overs, 0) as "handOvers", a.median as "medianAnswer"
          from bots b
          left join talked t on t.bot_id = b.id
          left join wanted w on w.bot_id = b.id
          left join answered a on a.bot_id = b.id
         where ${inside(sql`b.id`, bot)}
           and (t.conversations is not null or w.hand_overs is not null or b.published_version is not null and b.archived_at is null)
         order by coalesce(t.messages, 0) desc, b.name_norm, b.id`,
    )
  })
}
