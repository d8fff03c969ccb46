/** The lists of the desk: who waits, what an agent has and had, and what everybody has. */
import { type SQL, sql } from "drizzle-orm"
import { type Actor, can } from "#lib/access/actor.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import { rows } from "#lib/access/transaction.ts"
import type { ConversationState } from "#lib/chat/conversation.ts"
import type { HandOverReason } from "#lib/chat/hand-over.ts"
import { refuse } from "#lib/errors.ts"
import { readCursor, writeCursor } from "#lib/users/cursor.ts"
import type { DeskQuery, DeskView } from "./input.ts"
import { deskNeed } from "./seen.ts"

const conversationsPerPage = 50

export type DeskRow = {
  id: string
  state: ConversationState
  person: { id: string; firstName: string; lastName: string; pictureId: string | null }
  bot: string
  reason: HandOverReason
  agent: { id: string; name: string } | null
  /** What was said last, if not by the bot. */
  said: { author: "person" | "agent"; authorId: string; text: string } | null
  /** Since when the person waits, for somebody to come or for an answer; null: it is not on us. */
  waitsSince: Date | null
  lastAt: Date
}

export type DeskPage = { rows: DeskRow[]; next: string | null }

type Order = { needs: Permission | null; where: (me: string) => SQL; key: SQL; descending: boolean }

/** `c` the conversation, `h` its hand-over: the open one, or the one that ended with it. Each has an index to walk. */
const views: Record<DeskView, Order> = {
  // Whoever has waited longest comes first.
  waiting: {
    needs: null,
    where: () => sql`c.state = 'waiting' and h.ended_at is null`,
    key: sql`c.waiting_since`,
    descending: false,
  },
  mine: {
    needs: "conversations:handle",
    where: (me) => sql`c.state = 'taken' and c.agent_id = ${me} and h.ended_at is null`,
    key: sql`c.last_message_at`,
    descending: true,
  },
  closed: {
    needs: "conversations:handle",
    where: (me) =>
      sql`h.taken_by = ${me} and h.ended_as = 'closed' and c.state = 'closed' and c.closed_at = h.ended_at`,
    key: sql`h.ended_at`,
    descending: true,
  },
  all: {
    needs: "conversations:monitor",
    where: () => sql`c.state = 'taken' and h.ended_at is null`,
    key: sql`c.last_message_at`,
    descending: true,
  },
}

/** The views that the actor has, the first of them the one that the desk opens with. */
export const viewsOf = (actor: Actor): DeskView[] =>
  (["waiting", "mine", "all", "closed"] as const).filter((view) => {
    const { needs } = views[view]
    return needs === null || can(actor, needs)
  })

/** A page of one of the lists. Needs `conversations:handle` or `conversations:monitor`, each for its part. Refuses `not-permitted`. */
export async function listDesk(
  actor: Actor,
  { view = "waiting", after }: DeskQuery,
  size = conversationsPerPage,
): Promise<DeskPage> {
  const { needs, where, key, descending } = views[view]
  const cursor = readCursor(after, "created")
  const found = await read(actor, deskNeed, async (tx) => {
    refuse(needs !== null && !can(actor, needs), "not-permitted")
    const from = cursor
      ? sql`and (${key}, c.id) ${sql.raw(descending ? "<" : ">")} (timestamptz 'epoch' + ${cursor.key}::bigint * interval '1 microsecond', ${cursor.id}::uuid)`
      : sql``
    const direction = sql.raw(descending ? "desc" : "asc")
    return rows<Found>(
      tx,
      sql`
        select c.id, c.state, jsonb_build_object('id', p.id, 'firstName', p.first_name, 'lastName', p.last_name, 'pictureId', p.picture_id) as person,
               b.name as bot, h.reason, said.last as said, c.last_message_at as "lastAt",
               case when c.state = 'waiting' then c.waiting_since
                    when c.state = 'taken' and coalesce(said.last ->> 'author', 'person') <> 'agent'
                      then greatest(c.waiting_since, ${firstUnanswered}) end as "waitsSince",
               case when c.agent_id is not null then jsonb_build_object('id', a.id, 'name', concat_ws(' ', a.first_name, a.last_name)) end as agent,
               (extract(epoch from ${key}) * 1000000)::bigint::text as key
          from conversations c
          join hand_overs h on h.workspace_id = c.workspace_id and h.conversation_id = c.id
          join users p on p.workspace_id = c.workspace_id and p.id = c.user_id
          join bots b on b.workspace_id = c.workspace_id and b.id = c.bot_id
          left join users a on a.workspace_id = c.workspace_id and a.id = c.agent_id
          left join lateral (
            select jsonb_build_object('author', m.author, 'authorId', m.author_id, 'text', left(m.text, 400)) as last from messages m
             where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.author in ('person', 'agent')
             order by m.n desc limit 1) said on true
         where not c.is_test and ${where(actor.user.id)} ${from}
         order by ${key} ${direction}, c.id ${direction} limit ${size + 1}`,
    )
  })
  const shown = found.slice(0, size)
  const last = shown.at(-1)
  return {
    rows: shown.map(rowOf),
    next: last && found.length > size ? writeCursor({ sort: "created", key: last.key, id: last.id }) : null,
  }
}

const rowOf = ({ id, state, person, bot, reason, agent, said, waitsSince, lastAt }: Found): DeskRow => ({
  id,
  state,
  person,
  bot,
  reason,
  agent,
  said,
  waitsSince: waitsSince === null ? null : new Date(waitsSince),
  lastAt: new Date(lastAt),
})

type Found = Omit<DeskRow, "waitsSince" | "lastAt"> & {
  waitsSince: string | null
  lastAt: string
  key: string
}

// The person's first words after the last that an agent said.
const firstUnanswered = sql`(
  select min(m.at) from messages m
   where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.author = 'person' and m.n > coalesce((
     select max(s.n) from messages s where s.workspace_id = c.workspace_id and s.conversation_id = c.id and s.author = 'agent'), 0))`

/** A number that is read, not computed with: beyond it nobody counts. */
export const mostCounted = 999

/** How many there are in each view that counts; one more than `mostCounted` for any more. */
export async function countDesk(actor: Actor): Promise<Partial<Record<DeskView, number>>> {
  const counted = viewsOf(actor).filter((view) => view !== "closed")
  return read(actor, deskNeed, async (tx) => {
    const [found] = await rows<Partial<Record<DeskView, number>>>(
      tx,
      sql`select ${sql.join(
        counted.map(
          (view) => sql`(select count(*)::int from (
            select from conversations c join hand_overs h on h.workspace_id = c.workspace_id and h.conversation_id = c.id
             where not c.is_test and ${views[view].where(actor.user.id)} limit ${mostCounted + 1}) n) as ${sql.identifier(view)}`,
        ),
        sql`, `,
      )}`,
    )
    return found!
  })
}
