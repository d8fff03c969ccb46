/** The audit log: every change and every sign-in, newest first, a page at a time; what is filtered costs the same at a million. */
import { sql } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { isUuid } from "#lib/input.ts"
import { foldText, searchPattern } from "#lib/person-name.ts"
import { startOfDay } from "./day.ts"
import { type AuditChange, describeChanges, type Named } from "./describe.ts"
import type { AuditQuery } from "./input.ts"
import { type FoundMoment, readMoment, writeMoment } from "./moment.ts"
import { findMoments, type Only, type Subject } from "./moments.ts"
import { searchServices } from "#lib/service-accounts/searching.ts"
import { namesIn } from "./rows.ts"
import { type AuditSignIn, describeSignIns } from "./sign-ins.ts"

export const pageSize = 40

export type AuditEntry = AuditChange | AuditSignIn

export type AuditPage = { entries: AuditEntry[]; newer: string | null; older: string | null }

/**
 * A page of the log. `zone`: the time zone in which the query's days are meant. Junk in the query leads to the newest page.
 * Needs `audit:read`.
 */
export async function listAudit(
  actor: Actor,
  query: AuditQuery,
  { zone, size = pageSize }: { zone: string; size?: number },
): Promise<AuditPage> {
  return read(actor, "audit:read", async (tx) => {
    const back = query.after !== undefined && readMoment(query.after) !== null
    const from = readMoment(back ? query.after : query.before)
    const subject = await subjectOf(tx, query)
    const found = await findMoments(tx, onlyOf(query, zone), subject, { from, back, most: size + 1 })
    const more = found.length > size
    const shown = found.slice(0, size)
    if (back) shown.reverse()
    const [newest, oldest] = [shown.at(0), shown.at(-1)]
    return {
      entries: await describe(tx, actor, shown),
      newer: newest && (back ? more : from !== null) ? writeMoment(newest) : null,
      older: oldest && (back || more) ? writeMoment(oldest) : null,
    }
  })
}

/** One entry by its id; null if there is none. Needs `audit:read`. */
export async function findEntry(actor: Actor, id: string): Promise<AuditEntry | null> {
  if (!isUuid(id)) return null
  return read(actor, "audit:read", async (tx) => {
    const changes = await describeChanges(tx, actor, [id])
    return changes.get(id) ?? (await describeSignIns(tx, [id])).get(id) ?? null
  })
}

async function describe(tx: Tx, actor: Actor, shown: FoundMoment[]): Promise<AuditEntry[]> {
  const ids = (kind: FoundMoment["kind"]) => shown.filter((one) => one.kind === kind).map(({ id }) => id)
  const changes = await describeChanges(tx, actor, ids("change"))
  const signIns = await describeSignIns(tx, ids("sign-in"))
  return shown.flatMap(({ id, kind }) => (kind === "change" ? changes : signIns).get(id) ?? [])
}

function onlyOf({ by, action, way, from, to }: AuditQuery, zone: string): Only {
  const at = (date: string, later?: number) => startOfDay(date, zone, later)?.toISOString()
  return {
    actor: by || undefined,
    action: action || undefined,
    via: way || undefined,
    since: from ? at(from) : undefined,
    until: to ? at(to, 1) : undefined,
  }
}

const mostHits = 20

/** Whom the query means. A search stands for itself: what was chosen before it is left aside. */
async function subjectOf(tx: Tx, { search, about }: AuditQuery): Promise<Subject | null> {
  if (search === "") {
    if (about === "") return null
    const [person] = await rows(tx, sql`select 1 from users where id = ${about}`)
    return { people: person ? [about] : [], things: person ? [] : [about], search: null }
  }
  const id = search.toLowerCase()
  if (isUuid(id)) return { people: [id], things: [id], search: { pattern: null, entry: id } }
  const people = await rows<{ id: string }>(
    tx,
    sql`
      select * from (select search_users as id from search_users(${searchPattern(search)}, false, ${mostHits})) living
      union all select * from (select search_users from search_users(${searchPattern(search)}, true, ${mostHits})) archived`,
  )
  const things = await rows<{ id: string }>(
    tx,
    sql`
      (select id from roles where name_norm like ${exactly(search.normalize("NFKC").toLowerCase())} order by name_norm limit ${mostHits})
      union all (select id from groups where name_norm like ${exactly(foldText(search))} order by name_norm limit ${mostHits})
      union all (select id from bots where name_norm like ${exactly(foldText(search))} order by name_norm limit ${mostHits})`,
  )
  const programs = (await searchServices(tx, search)).slice(0, mostHits)
  return {
    people: [...programs, ...people.map((one) => one.id)],
    things: things.map((one) => one.id),
    // Under three letters no index finds them within a reason.
    search: { pattern: [...search].length < 3 ? null : exactly(search.toLowerCase()), entry: null },
  }
}

/** The pattern that is found wherever these very letters stand. */
const exactly = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`

const mostActors = 50
// Among so many of the newest changes they are looked for.
const lately = 2000

export type AuditChoices = {
  /** Who made changes lately, by name, and whoever is chosen; of very many, those who did last. */
  actors: Named[]
  /** What the chosen subject is called. */
  about: Named | null
}

/** What the filters offer. Needs `audit:read`. */
export async function auditChoices(actor: Actor, { by, about }: AuditQuery): Promise<AuditChoices> {
  return read(actor, "audit:read", async (tx) => {
    const actors = await rows<Named>(
      tx,
      sql`
        select u.id, trim(concat_ws(' ', u.first_name, u.last_name)) as name from users u
         where u.id = any (array(
           (select newest.actor_id from (select c.actor_id, c.at from changes c order by c.at desc, c.id desc limit ${lately}) newest
             where newest.actor_id is not null group by 1 order by max(newest.at) desc limit ${mostActors})
           union all select ${isUuid(by) ? by : null}::uuid))
         order by u.sort_name, u.id`,
    )
    if (about === "") return { actors, about: null }
    const names = await namesIn(tx, [{ table: "", key: about, before: null, after: null }])
    const { people, roles, groups, providers, domains, bots } = names
    const name = [people, roles, groups, providers, domains, bots]
      .find((known) => known.has(about))
      ?.get(about)
    return { actors, about: { id: about, name: name ?? "somebody or something unknown" } }
  })
}
