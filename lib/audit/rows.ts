/** What changes did to rows, and the names of the people, roles and groups in them. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import type { ChangedRow, Names } from "./words.ts"

/** Rows that are read of one change: an action on ten thousand people is told by its first few. */
const mostRows = 40

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

/** Names of whatever the rows mention, and of these people; one look for each kind. */
export async function namesIn(tx: Tx, touched: ChangedRow[], people: (string | null)[] = []): Promise<Names> {
  const mentioned = touched.flatMap(({ key, after }) => [
    ...(key.match(uuids) ?? []),
    ...(typeof after?.["replaced_by"] === "string" ? [after["replaced_by"]] : []),
  ])
  const ids = [...new Set([...mentioned, ...people.filter((id) => id !== null)])]
  const named = async (query: ReturnType<typeof sql>) =>
    new Map((await rows<{ id: string; name: string }>(tx, query)).map(({ id, name }) => [id, name]))
  const wanted = sql`id = any (${sql.param(ids)}::uuid[])`
  return {
    people: await named(
      sql`select id, concat_ws(' ', first_name, last_name) as name from users where ${wanted}`,
    ),
    roles: await named(sql`select id, name from roles where ${wanted}`),
    groups: await named(sql`select id, name from groups where ${wanted}`),
  }
}
