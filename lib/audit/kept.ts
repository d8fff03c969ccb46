/** What stood beside what a change did, and stayed: so that its entry can say all roles before and after, not only those that moved. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { mostRows } from "./rows.ts"
import type { ChangedRow } from "./words.ts"

/** Tables whose rows give something to what begins their key. */
const giving = ["user_roles", "group_members", "role_permissions", "group_roles"]

type Asked = { change: string; table: string; first: string }

/**
 * For each change that gave something to one person, role or group, the rows of the same kind that were there before and after. They
 * are what is there now, with everything that later changes did taken back.
 */
export async function keptBeside(
  tx: Tx,
  touched: Map<string, ChangedRow[]>,
): Promise<Map<string, ChangedRow[]>> {
  const asked = [...touched].flatMap(([change, own]) => askedOf(change, own))
  if (asked.length === 0) return new Map()
  const list = (of: (one: Asked) => string) => sql.param(asked.map(of))
  const found = await rows<{ change: string; table: string; key: string }>(
    tx,
    sql`
      select asked.change, asked.tab as table, kept.key
        from unnest(${list(({ change }) => change)}::uuid[], ${list(({ table }) => table)}::text[], ${list(({ first }) => first)}::uuid[],
               ${list(({ first }) => `${first}/`)}::text[], ${list(({ first }) => `${first}0`)}::text[]) asked (change, tab, first, key, key_end)
        join changes c on c.id = asked.change
         -- In a change of a role or a group they say who was given it (comparison.ts).
         and not (asked.tab in ('user_roles', 'group_roles') and c.action like 'role.%')
         and not (asked.tab = 'group_members' and c.action like 'group.%')
         and c.action not like 'identity\\_provider.%'
       cross join lateral (select max(r.n) as n from change_rows r where r.change_id = asked.change) own
       cross join lateral (
         with recursive keys as (
           -- From key to key: somebody may have been given the same a thousand times.
           (select r.row_key as key from change_rows r
             where r.table_name = asked.tab and r.row_key >= asked.key and r.row_key < asked.key_end order by r.row_key limit 1)
           union all
           select (select r.row_key from change_rows r
                    where r.table_name = asked.tab and r.row_key > keys.key and r.row_key < asked.key_end order by r.row_key limit 1)
             from keys where keys.key is not null
         ), later as (
           select keys.key, next.was from keys cross join lateral (
             select r.before is not null as was from change_rows r
              where r.table_name = asked.tab and r.row_key = keys.key and r.n > own.n order by r.n limit 1) next
         )
         select now_is.key from (
           select user_id || '/' || role_id as key from user_roles where asked.tab = 'user_roles' and user_id = asked.first
           union all
           select user_id || '/' || group_id from group_members where asked.tab = 'group_members' and user_id = asked.first
           union all
           select role_id || '/' || permission from role_permissions where asked.tab = 'role_permissions' and role_id = asked.first
           union all
           select group_id || '/' || role_id from group_roles where asked.tab = 'group_roles' and group_id = asked.first
         ) now_is where now_is.key collate "C" not in (select later.key from later)
         union all
         select later.key from later where later.was
         limit ${mostRows}
       ) kept`,
  )
  const own = new Map([...touched].map(([change, all]) => [change, new Set(all.map(({ key }) => key))]))
  const kept = found.filter(({ change, key }) => !own.get(change)?.has(key))
  return new Map(
    [...Map.groupBy(kept, ({ change }) => change)].map(([change, beside]) => [
      change,
      beside.map(({ table, key }) => ({ table, key, before: {}, after: {} })),
    ]),
  )
}

/** Where all rows of a table belong to one and the same; of a change on many nobody wants to see what each had. */
function askedOf(change: string, own: ChangedRow[]): Asked[] {
  if (own.length >= mostRows) return []
  return giving.flatMap((table) => {
    const firsts = new Set(own.filter((row) => row.table === table).map(({ key }) => key.split("/")[0] ?? ""))
    const [first] = firsts
    return firsts.size === 1 && first ? [{ change, table, first }] : []
  })
}
