/** How much happened in a period, step by step and in all, beside the period before. Tests never count; archived people do, where they were. */
import { type SQL, sql } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { findBot, listBotsToChoose } from "./bots.ts"
import { bucketOf, giveRoom, inPeriod, inside, spoken } from "./counted.ts"
import type { Period } from "./period.ts"

/** Of one step, or of a whole period. Null: there is none, or with one bot alone it is no bot's. Waiting times are in seconds. */
export type Figures = {
  messages: number
  conversations: number
  active: number
  handOvers: number
  /** From a hand-over until somebody took it, of those that were taken. */
  medianWait: number | null
  longestWait: number | null
  signIns: number | null
  newPeople: number | null
  /** Whoever still is, when it happened. */
  suspended: number | null
}

export type Analytics = Awaited<ReturnType<typeof readAnalytics>>

/** The figures of the period; with `bot` those of its conversations alone. Throws NotFound for a bot that there is not. Needs `analytics:read`. */
export async function readAnalytics(actor: Actor, period: Period, bot = "") {
  return read(actor, "analytics:read", async (tx) => {
    const chosen = bot === "" ? null : await findBot(tx, bot)
    await giveRoom(tx)
    const said = await readSaid(tx, period, bot)
    const handed = await readHandOvers(tx, period, bot)
    const people = bot === "" ? await readPeople(tx, period) : null
    const at = (n: number): Figures => ({
      ...(said.get(n) ?? nothingSaid),
      ...(handed.get(n) ?? nothingHanded),
      ...(people ? (people.get(n) ?? noPeople) : noPeopleOfBots),
    })
    return {
      bot: chosen,
      bots: await listBotsToChoose(tx),
      steps: period.steps.map(({ day }, n) => ({ day, ...at(n + firstStep) })),
      total: at(inAll),
      before: at(theOneBefore),
    }
  })
}

// width_bucket() counts from 1: what begins with the period before. 0 is left for the whole period.
const theOneBefore = 1
const firstStep = 2
const inAll = 0

const nothingSaid = { messages: 0, conversations: 0, active: 0 }
const nothingHanded = { handOvers: 0, medianWait: null, longestWait: null }
const noPeople = { signIns: 0, newPeople: 0, suspended: 0 }
const noPeopleOfBots = { signIns: null, newPeople: null, suspended: null }

type At = { n: number }

const byStep = <T extends At>(found: T[]) => new Map(found.map(({ n, ...figures }) => [n, figures]))

async function readSaid(tx: Tx, period: Period, bot: string) {
  return byStep(
    await rows<At & typeof nothingSaid>(
      tx,
      sql`
        with said as materialized (${spoken(period, bot)}),
        active as (
          select bucket, user_id from said where wrote and user_id not in (select id from users where type = 'service')
          union
          select ${bucketOf(period, sql`s.created_at`)}, s.user_id from sessions s
           where ${inPeriod(period, sql`s.created_at`)} and s.stage = 'full' and ${bot === "" ? sql`true` : sql`false`}
        ), counted as (
          select bucket as n, sum(messages)::int as messages, count(*)::int as conversations from said group by bucket
          union all
          select ${inAll}::int, coalesce(sum(messages), 0)::int, count(distinct conversation_id)::int from said where bucket >= ${firstStep}
        ), people as (
          select bucket as n, count(*)::int as active from active group by bucket
          union all
          select ${inAll}::int, count(distinct user_id)::int from active where bucket >= ${firstStep}
        )
        select n, coalesce(messages, 0) as messages, coalesce(conversations, 0) as conversations, coalesce(active, 0) as active
          from counted full join people using (n)`,
    ),
  )
}

async function readHandOvers(tx: Tx, period: Period, bot: string) {
  return byStep(
    await rows<At & { handOvers: number; medianWait: number | null; longestWait: number | null }>(
      tx,
      sql`
        with wanted as (
          select ${bucketOf(period, sql`h.at`)} as bucket, extract(epoch from h.taken_at - h.at)::float8 as waited
            from hand_overs h
           where ${inPeriod(period, sql`h.at`)} and ${inside(sql`h.bot_id`, bot)}
        ), summed as (
          select bucket as n, waited from wanted
          union all
          select ${inAll}::int, waited from wanted where bucket >= ${firstStep}
        )
        select n, count(*)::int as "handOvers", percentile_cont(0.5) within group (order by waited) as "medianWait",
               max(waited) as "longestWait"
          from summed group by n`,
    ),
  )
}

async function readPeople(tx: Tx, period: Period) {
  const counted = (figure: keyof typeof noPeople, at: SQL, from: SQL) => sql`
    select ${bucketOf(period, at)} as bucket, ${figure}::text as figure, count(*) as times from ${from} and ${inPeriod(period, at)} group by 1`
  return byStep(
    await rows<At & typeof noPeople>(
      tx,
      sql`
        with happened as (
          ${counted("signIns", sql`s.created_at`, sql`sessions s where s.stage = 'full'`)}
          union all
          ${counted("newPeople", sql`u.created_at`, sql`users u where u.type <> 'service'`)}
          union all
          ${counted("suspended", sql`u.suspended_at`, sql`users u where u.suspended_at is not null and u.type <> 'service'`)}
        ), summed as (
          select bucket as n, figure, times from happened
          union all
          select ${inAll}::int, figure, times from happened where bucket >= ${firstStep}
        ), of_each as (
          select n, figure, sum(times)::int as times from summed group by n, figure
        )
        select n, ${sql.join(
          Object.keys(noPeople).map(
            (figure) =>
              sql`coalesce(max(times) filter (where figure = ${figure}), 0) as ${sql.identifier(figure)}`,
          ),
          sql`, `,
        )}
          from of_each group by n`,
    ),
  )
}
