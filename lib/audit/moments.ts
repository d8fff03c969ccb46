/** Where in the log a page begins and what is on it: each filter as a walk through an index, cut before anything is looked up. */
import { type SQL, sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import type { FoundMoment, Walk } from "./moment.ts"
import { ofPeople } from "./rows.ts"

/** What a change must be; a sign-in too, as far as it can. */
export type Only = {
  actor?: string | undefined
  action?: string | undefined
  via?: string | undefined
  since?: string | undefined
  until?: string | undefined
}

/** Whom or what it must be about; and, of a search, who may have done it instead, or which words its reason has. */
export type Subject = {
  people: string[]
  things: string[]
  search: { pattern: string | null; entry: string | null } | null
}

/** The next `most` entries on the way, nearest first. `subject` null: about anybody and anything. */
export async function findMoments(
  tx: Tx,
  only: Only,
  subject: Subject | null,
  walk: Walk,
): Promise<FoundMoment[]> {
  const order = sql.raw(walk.back ? "asc" : "desc")
  const parts = [
    ...(only.action === "sign-in" ? [] : changesFor(only, subject, walk)).map(
      (part) => sql`(select id, at, 'change' as kind from (${part}) part)`,
    ),
    ...signInsFor(only, subject, walk).map(
      (part) => sql`(select id, at, 'sign-in' as kind from (${part}) part)`,
    ),
  ]
  if (parts.length === 0) return []
  return rows<FoundMoment>(
    tx,
    sql`
      select id, kind, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
        from (${sql.join(parts, sql` union `)}) found
       order by found.at ${order}, id ${order} limit ${walk.most}`,
  )
}

function changesFor(only: Only, subject: Subject | null, walk: Walk): SQL[] {
  if (subject === null) return [changes(only, walk)]
  const { people, things, search } = subject
  const parts: SQL[] = []
  if (people.length > 0)
    parts.push(sql`
      select found.id, found.at from ${each(people)} ${touching(ofPeople)} cross join lateral (${changes(only, walk, isTouched)}) found`)
  if (people.length > 0 && search)
    parts.push(sql`
      select found.id, found.at from ${each(people)} cross join lateral (${changes(only, walk, sql`c.actor_id = asked.id`)}) found`)
  if (things.length > 0) {
    parts.push(sql`
      select found.id, found.at from ${each(things)} ${touching(ofThings)} cross join lateral (${changes(only, walk, isTouched)}) found`)
    // One more than asked for: the change at the place itself is among them.
    parts.push(sql`
      select found.id, found.at from ${each(things)}
       cross join lateral changes_giving(asked.id, ${asJson(only)}, ${walk.from?.at ?? null}::timestamptz, ${walk.back}, ${walk.most + 1}) found
       where ${past(walk, sql`found.at`, sql`found.id`)}`)
  }
  if (search?.entry)
    parts.push(sql`select c.id, c.at from changes c where c.id = ${search.entry} and ${meant(only, walk)}`)
  if (search?.pattern)
    parts.push(sql`
      select distinct id, at from search_reasons(${search.pattern}, ${asJson(only)}, ${walk.from?.at ?? null}::timestamptz,
        ${walk.from?.id ?? null}::uuid, ${walk.back}, ${walk.most})`)
  return parts
}

const isTouched = sql`c.id = any (touched.ids)`
// With the ends of what their keys begin with: computed within the query they would not be leakproof, and under row level security no
// index would do.
const each = (ids: string[]) => sql`
  unnest(${sql.param(ids)}::uuid[], ${sql.param(ids)}::text[], ${sql.param(ids.map((id) => `${id}0`))}::text[]) asked (id, key, key_end)`
const asJson = (only: Only) => sql`${JSON.stringify(only)}::jsonb`

function changes(only: Only, walk: Walk, which: SQL = sql`true`): SQL {
  const order = sql.raw(walk.back ? "asc" : "desc")
  return sql`
    select c.id, c.at from changes c where ${which} and ${meant(only, walk)}
     order by c.at ${order}, c.id ${order} limit ${walk.most}`
}

/**
 * The changes whose rows of these tables begin with the id that is asked for, as an array that isn't there yet when the query is
 * planned: else the planner walks all changes by time, and looks for the few among them.
 */
const touching = (tables: string[]) => sql`
  cross join lateral (
    select array(
      select distinct r.change_id from change_rows r
       where r.table_name = any (${sql.param(tables)}::text[]) and r.row_key >= asked.key and r.row_key < asked.key_end
    ) as ids offset 0) touched`
// What gave the role or the group to somebody is found by changes_giving().
const ofThings = ["roles", "role_permissions", "groups", "group_roles", "bots", "bot_entries", "bot_secrets"]

function meant({ actor, action, via, since, until }: Only, walk: Walk): SQL {
  const conditions = [
    actor && (actor === "roster" ? sql`c.actor_id is null` : sql`c.actor_id = ${actor}`),
    action && sql`c.action = ${action}`,
    via && sql`c.via = ${via}`,
    since && sql`c.at >= ${since}::timestamptz`,
    until && sql`c.at < ${until}::timestamptz`,
    past(walk, sql`c.at`, sql`c.id`),
  ]
  return sql.join(conditions.filter(Boolean) as SQL[], sql` and `)
}

const past = ({ from, back }: Walk, at: SQL, id: SQL) =>
  from
    ? sql`(${at}, ${id}) ${sql.raw(back ? ">" : "<")} (${from.at}::timestamptz, ${from.id}::uuid)`
    : sql`true`

function signInsFor(only: Only, subject: Subject | null, walk: Walk): SQL[] {
  const { actor, action, via, since, until } = only
  if ((action && action !== "sign-in") || (via && via !== "session") || actor === "roster") return []
  const order = sql.raw(walk.back ? "asc" : "desc")
  const from = (which: SQL) => {
    const conditions = [
      which,
      actor && sql`s.user_id = ${actor}`,
      since && sql`s.created_at >= ${since}::timestamptz`,
      until && sql`s.created_at < ${until}::timestamptz`,
      past(walk, sql`s.created_at`, sql`s.id`),
    ]
    return sql`
      select s.id, s.created_at as at from sessions s where ${sql.join(conditions.filter(Boolean) as SQL[], sql` and `)}
       order by s.created_at ${order}, s.id ${order} limit ${walk.most}`
  }
  if (subject === null) return [from(sql`true`)]
  const { people, search } = subject
  return [
    ...(people.length > 0
      ? [
          sql`select found.id, found.at from ${each(people)} cross join lateral (${from(sql`s.user_id = asked.id`)}) found`,
        ]
      : []),
    ...(search?.entry ? [from(sql`s.id = ${search.entry}`)] : []),
  ]
}
