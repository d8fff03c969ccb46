/** The log of a workspace's mails, newest first, a page at a time; what is filtered costs the same at a million. */
import { type SQL, sql } from "drizzle-orm"
import { type Actor, can } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { type Moment, readMoment, writeMoment } from "#lib/audit/moment.ts"
import { type Again, againOf } from "./again-ways.ts"
import type { MailLogQuery, MailState } from "./input.ts"

export const pageSize = 50

// More to addresses like that, and a page of them is found sooner by walking through the log than by sorting them all.
const mostSorted = 5000

type Found = {
  id: string
  at: string
  state: MailState
  template: string
  subject: string
  to: string
  userId: string | null
  person: string | null
  sentBy: string | null
  attempts: number
  reason: string | null
  queuedAt: string
  sentAt: string | null
  deliveredAt: string | null
  returnedAt: string | null
}

/** A mail's way. Never what it said: of that nothing is left once it is sent. `again`: how it could be sent once more, or why not. */
export type LoggedMail = Omit<Found, "queuedAt" | "sentAt" | "deliveredAt" | "returnedAt"> & {
  queuedAt: Date
  sentAt: Date | null
  deliveredAt: Date | null
  returnedAt: Date | null
  again: Again
}

type MailLogPage = { mails: LoggedMail[]; newer: string | null; older: string | null }

/** A page of the log. Junk in the query leads to the newest page. Needs `settings:manage`. */
export async function listMails(
  actor: Actor,
  query: MailLogQuery,
  { size = pageSize }: { size?: number } = {},
): Promise<MailLogPage> {
  return read(actor, "settings:manage", async (tx) => {
    const back = query.after !== undefined && readMoment(query.after) !== null
    const from = readMoment(back ? query.after : query.before)
    const only = [stateOnly(query.state), await addressOnly(tx, query.search), beyond(from, back)]
    const found = await findMails(tx, only, back, size + 1)
    const more = found.length > size
    const shown = found.slice(0, size)
    if (back) shown.reverse()
    const [newest, oldest] = [shown.at(0), shown.at(-1)]
    return {
      mails: shown.map((mail) => shownTo(actor, mail)),
      newer: newest && (back ? more : from !== null) ? writeMoment(newest) : null,
      older: oldest && (back || more) ? writeMoment(oldest) : null,
    }
  })
}

const findMails = (tx: Tx, only: SQL[], back: boolean, most: number) =>
  rows<Found>(
    tx,
    sql`
      select m.id, to_char(m.queued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, m.state, m.template, m.subject,
        m.to_address as "to", m.user_id as "userId", concat_ws(' ', u.first_name, u.last_name) as person,
        concat_ws(' ', s.first_name, s.last_name) as "sentBy", m.attempts, m.last_error as reason, m.queued_at as "queuedAt",
        m.sent_at as "sentAt", m.delivered_at as "deliveredAt", m.returned_at as "returnedAt"
      from (select * from mails m where ${sql.join(only, sql` and `)}
        order by m.queued_at ${back ? sql`asc` : sql`desc`}, m.id ${back ? sql`asc` : sql`desc`} limit ${most}) m
      left join users u on u.workspace_id = m.workspace_id and u.id = m.user_id
      left join users s on s.workspace_id = m.workspace_id and s.id = m.sent_by
      order by m.queued_at ${back ? sql`asc` : sql`desc`}, m.id ${back ? sql`asc` : sql`desc`}`,
  )

/** Said as the indexes say it. */
function stateOnly(state: MailLogQuery["state"]): SQL {
  if (state === "") return sql`true`
  return state === "trouble" ? sql`m.state in ('failed', 'bounced', 'complained')` : sql`m.state = ${state}`
}

function beyond(from: Moment | null, back: boolean): SQL {
  if (!from) return sql`true`
  return back
    ? sql`(m.queued_at, m.id) > (${from.at}::timestamptz, ${from.id}::uuid)`
    : sql`(m.queued_at, m.id) < (${from.at}::timestamptz, ${from.id}::uuid)`
}

/** Those to an address in which this stands; under three letters, that begins with it. */
async function addressOnly(tx: Tx, search: string): Promise<SQL> {
  if (search === "") return sql`true`
  const exact = search.replace(/[\\%_]/g, "\\$&")
  const pattern = [...search].length < 3 ? `${exact}%` : `%${exact}%`
  const hits = sql`search_mails(${pattern}, ${mostSorted + 1})`
  const [found] = await rows<{ hits: number }>(tx, sql`select count(*)::int as hits from ${hits}`)
  if (found!.hits <= mostSorted) return sql`m.id in (select ${hits})`
  // Under row level security the planner takes every pattern for a rare one, and would sort them all.
  await tx.execute(sql`select set_config('enable_sort', 'off', true)`)
  return sql`m.to_address ilike ${pattern}`
}

function shownTo(actor: Actor, mail: Found): LoggedMail {
  const moment = (text: string | null) => (text === null ? null : new Date(text))
  return {
    ...mail,
    person: mail.person || null,
    sentBy: mail.sentBy || null,
    queuedAt: new Date(mail.queuedAt),
    sentAt: moment(mail.sentAt),
    deliveredAt: moment(mail.deliveredAt),
    returnedAt: moment(mail.returnedAt),
    again: againOf(mail, (permission) => can(actor, permission)),
  }
}
