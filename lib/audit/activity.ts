/** What a person did and what was done about them, newest first: sign-ins from the sessions, all else from the change log. */
import { sql } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"
import { tellChanges } from "./describe.ts"
import { readMoment, writeMoment } from "./moment.ts"
import { ofPeople, rowsOf } from "./rows.ts"
import { describeSignIns } from "./sign-ins.ts"

export type ActivityPage = Awaited<ReturnType<typeof listActivity>>
export type ActivityEntry = ActivityPage["entries"][number]
export type ActivityQuery = { before?: string | undefined; after?: string | undefined }

const pageSize = 30
type Found = {
  id: string
  at: string
  kind: "sign-in" | "change"
}

/** One page of the person's activity. Junk in the query leads to the newest page. Throws NotFound. Needs `audit:read`. */
export async function listActivity(actor: Actor, userId: string, { before, after }: ActivityQuery) {
  return read(actor, "audit:read", async (tx) => {
    if (!isUuid(userId)) throw new NotFound()
    const [person] = await rows(tx, sql`select 1 from users where id = ${userId} and type <> 'service'`)
    if (!person) throw new NotFound()
    const back = after !== undefined && readMoment(after) !== null
    const from = readMoment(back ? after : before)
    const found = await findMoments(tx, userId, from, back)
    const more = found.length > pageSize
    const shown = found.slice(0, pageSize)
    if (back) shown.reverse()
    const changes = await describe(tx, userId, idsOf(shown, "change"))
    const signIns = await describeSignIns(tx, idsOf(shown, "sign-in"))
    const [newest, oldest] = [shown.at(0), shown.at(-1)]
    return {
      entries: shown.flatMap(({ id, at, kind }) => {
        const entry = (kind === "change" ? changes : signIns).get(id)
        return entry ? [{ ...entry, id, at: new Date(at) }] : []
      }),
      newer: newest && (back ? more : from) ? writeMoment(newest) : null,
      older: oldest && (back || more) ? writeMoment(oldest) : null,
    }
  })
}

const idsOf = (found: Found[], kind: Found["kind"]) =>
  found.filter((one) => one.kind === kind).map(({ id }) => id)

async function findMoments(
  tx: Tx,
  userId: string,
  from: { at: string; id: string } | null,
  back: boolean,
): Promise<Found[]> {
  const order = sql.raw(back ? "asc" : "desc")
  const past = (at: string, id: string) =>
    from
      ? sql`(${sql.raw(at)}, ${sql.raw(id)}) ${sql.raw(back ? ">" : "<")} (${from.at}::timestamptz, ${from.id}::uuid)`
      : sql`true`
  const most = pageSize + 1
  return rows<Found>(
    tx,
    sql`
      with by as (
        select c.id, c.at from changes c where c.actor_id = ${userId} and ${past("c.at", "c.id")}
         order by c.at ${order}, c.id ${order} limit ${most}
      ), about as (
        select c.id, c.at
          from (select distinct r.change_id from change_rows r
                 where r.table_name = any (${sql.param(ofPeople)}::text[]) and r.row_key >= ${userId} and r.row_key < ${`${userId}0`}) touched
          join changes c on c.id = touched.change_id
         where ${past("c.at", "c.id")}
         order by c.at ${order}, c.id ${order} limit ${most}
      ), signed_in as (
        select s.id, s.created_at as at from sessions s where s.user_id = ${userId} and ${past("s.created_at", "s.id")}
         order by s.created_at ${order}, s.id ${order} limit ${most}
      ), found as (
        select id, at, 'change' as kind from (select * from by union select * from about) changed
        union all
        select id, at, 'sign-in' from signed_in
      )
      select id, kind, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
        from found order by found.at ${order}, id ${order} limit ${most}`,
  )
}

async function describe(tx: Tx, userId: string, ids: string[]) {
  const own = await rowsOf(tx, ids, userId)
  const others = await rowsOf(
    tx,
    ids.filter((id) => !own.has(id)),
    null,
  )
  const { told } = await tellChanges(tx, ids, new Map([...own, ...others]))
  return new Map(
    [...told].map(([id, { kind, title, by, via, token, reason, people, sentences }]) => [
      id,
      {
        kind,
        title,
        by,
        via,
        token,
        reason,
        about: own.has(id),
        people: people.filter((person) => person.id !== userId),
        sentences,
      },
    ]),
  )
}
