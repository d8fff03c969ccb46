/** What changes did to rows, and the names of the people, roles and groups in them. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import type { ChangedRow, Names } from "./words.ts"

/** Rows that are read of one change: an action on ten thousand people is told by its first few. */
export const mostRows = 40

/** People that are counted of one change; more are "many". */
export const mostCounted = 2000

/** What is left when some of them have been named: "and 288 others"; empty if nobody is. */
export function othersWords(all: number, named: number): string {
  if (all <= named) return ""
  if (all >= mostCounted) return "and many others"
  return all === named + 1 ? "and 1 other" : `and ${(all - named).toLocaleString("en-GB")} others`
}

/** The tables whose rows are about one person, whose id begins their key. */
export const ofPeople = [
  "users",
  "user_roles",
  "group_members",
  "credentials",
  "invitations",
  "password_resets",
  "email_changes",
  "sessions",
  "identity_links",
  "user_profiles",
  "access_tokens",
  "service_accounts",
  "bot_members",
]

/** Whoever gets a bot loses their part in it: that says whom a change was about only where nothing else does. */
const onlyAlone = "bot_members"
const ofThemselves = ofPeople.filter((table) => table !== onlyAlone)

/** The people whom the rows are about, each once. */
export function aboutPeople(touched: readonly ChangedRow[]): string[] {
  const inTables = (tables: readonly string[]) =>
    touched.filter(({ table }) => tables.includes(table)).map(({ key }) => key.split("/")[0] ?? "")
  const themselves = inTables(ofThemselves)
  return [...new Set(themselves.length > 0 ? themselves : inTables([onlyAlone]))]
}

/** People of a change; `had` and `have`: those who had what it took, and who have what it gave. Up to `mostCounted` each. */
export type Counted = { people: number; had: number; have: number }

/** How many people each change was about, by at most its first rows. */
export async function countPeople(tx: Tx, changeIds: string[]): Promise<Map<string, Counted>> {
  const found = await rows<Counted & { id: string; looked: number }>(
    tx,
    sql`
      select asked.id, counted.* from unnest(${sql.param(changeIds)}::uuid[]) asked (id)
       cross join lateral (
         select count(*)::int as looked,
                coalesce(nullif(count(distinct r.person) filter (where r.table_name = any (${sql.param(ofThemselves)}::text[])), 0),
                         count(distinct r.person) filter (where r.table_name = ${onlyAlone}))::int as people,
                count(distinct r.person) filter (where r.gives and r.was)::int as had,
                count(distinct r.person) filter (where r.gives and r.is)::int as have
           from (
             select r.table_name, split_part(r.row_key, '/', 1) as person, r.table_name in ('user_roles', 'group_members') as gives,
                    r.before is not null as was, r.after is not null as is
               from change_rows r where r.change_id = asked.id order by r.n limit ${mostCounted}
           ) r
       ) counted`,
  )
  return new Map(
    found.map(({ id, looked, people, had, have }) => {
      // Where rows were left out, more people than these are in them, unless all is about one.
      const all = (count: number) => (looked === mostCounted && count > 1 ? mostCounted : count)
      return [id, { people: all(people), had: all(had), have: all(have) }]
    }),
  )
}

/** The rows of each of these changes, of one person only if `userId` says so; a change without any is not in it. */
export async function rowsOf(
  tx: Tx,
  changeIds: string[],
  userId: string | null,
): Promise<Map<string, ChangedRow[]>> {
  const about = userId === null ? sql`true` : sql`r.row_key >= ${userId} and r.row_key < ${`${userId}0`}`
  const found = await rows<ChangedRow & { change_id: string }>(
    tx,
    sql`
      select r.* from unnest(${sql.param(changeIds)}::uuid[]) asked (id)
       cross join lateral (
         select r.change_id, r.table_name as table, r.row_key as key, r.before, r.after from change_rows r
          where r.change_id = asked.id and ${about} order by r.n limit ${mostRows}
       ) r`,
  )
  const byChange = Map.groupBy(found, ({ change_id }) => change_id)
  return new Map(
    [...byChange].map(([id, touched]) => [
      id,
      touched.map(({ table, key, before, after }) => ({ table, key, before, after })),
    ]),
  )
}

const uuids = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g

/** Names of whatever the rows mention, and of these people; `gone`: the roles and groups that no longer exist; `services`: who of the people is none. */
export async function namesIn(
  tx: Tx,
  touched: ChangedRow[],
  people: (string | null)[] = [],
): Promise<Required<Names> & { gone: ReadonlySet<string> }> {
  const mentioned = touched.flatMap(({ key, before, after }) => [
    ...(key.match(uuids) ?? []),
    ...(typeof after?.["replaced_by"] === "string" ? [after["replaced_by"]] : []),
    ...[before, after].flatMap((image) => (typeof image?.["owner_id"] === "string" ? image["owner_id"] : [])),
    ...[before, after].flatMap((image) =>
      [image?.["identity_provider_id"], image?.["provider_id"]].filter((id) => typeof id === "string"),
    ),
  ])
  for (const { before, after } of touched.filter(({ table }) => table === "identity_provider_rules"))
    for (const id of [(after ?? before)?.["role_id"], (after ?? before)?.["group_id"]])
      if (typeof id === "string") mentioned.push(id)
  const ids = [...new Set([...mentioned, ...people.filter((id) => id !== null)])]
  const named = async (query: ReturnType<typeof sql>) =>
    new Map((await rows<{ id: string; name: string }>(tx, query)).map(({ id, name }) => [id, name]))
  const wanted = sql`id = any (${sql.param(ids)}::uuid[])`
  const names = {
    people: await named(
      sql`select id, trim(concat_ws(' ', first_name, last_name)) as name from users where ${wanted}`,
    ),
    pictures: await named(
      sql`select id, picture_id as name from users where ${wanted} and picture_id is not null`,
    ),
    roles: await named(sql`select id, name from roles where ${wanted}`),
    groups: await named(sql`select id, name from groups where ${wanted}`),
    providers: await named(sql`select id, name from identity_providers where ${wanted}`),
    bots: await named(sql`select id, name from bots where ${wanted}`),
    entries: await named(sql`select id, title as name from bot_entries where ${wanted}`),
    domains: await named(sql`select id, domain as name from email_domains where ${wanted}`),
    tokens: await named(sql`select id, name from access_tokens where ${wanted}`),
  }
  const missing = ids.filter((id) => !Object.values(names).some((known) => known.has(id)))
  const last = missing.length === 0 ? [] : await lastNames(tx, missing)
  for (const { table, id, name } of last) names[table].set(id, name)
  const services = await rows<{ id: string }>(
    tx,
    sql`select id from users where ${wanted} and type = 'service'`,
  )
  return {
    ...names,
    gone: new Set(last.map(({ id }) => id)),
    services: new Set(services.map(({ id }) => id)),
  }
}

/** What roles, groups, providers and domains were called when they were deleted: the log knows it. */
async function lastNames(tx: Tx, ids: string[]) {
  return rows<{ table: "roles" | "groups" | "providers" | "domains"; id: string; name: string }>(
    tx,
    sql`
      select distinct on (r.table_name, r.row_key)
             case r.table_name when 'identity_providers' then 'providers' when 'email_domains' then 'domains' else r.table_name end as table,
             r.row_key as id, coalesce(r.before ->> 'name', r.before ->> 'domain') as name
        from change_rows r
       where r.table_name in ('roles', 'groups', 'identity_providers', 'email_domains') and r.row_key = any (${sql.param(ids)}::text[]) and r.after is null and r.before is not null
       order by r.table_name, r.row_key, r.n desc`,
  )
}
