/** Whom an action on many is for: people ticked one by one, or everybody whom a filter of the list shows. */
import { and, inArray, type SQL, sql } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { isPerson } from "#lib/users/columns.ts"
import { filtersOf } from "#lib/users/filters.ts"
import { listUsersInput } from "#lib/users/input.ts"
import type { BulkInput } from "./input.ts"

export const mostAtOnce = 100_000

/** The condition that holds for the chosen people. Refuses `bulk-too-many` where the search shows only the first thousand hits. */
export async function chosen(tx: Tx, input: BulkInput): Promise<SQL> {
  if (!input.all) return input.id.length > 0 ? and(inArray(users.id, input.id), isPerson)! : sql`false`
  const { conditions, refine } = await filtersOf(tx, listUsersInput.parse(queryOf(input)))
  refuse(refine, "bulk-too-many")
  return and(...conditions) ?? sql`true`
}

/** The part of the input that is a query of `/users`. */
export function queryOf({
  search,
  status,
  type,
  role,
  group,
  provider,
  view,
}: BulkInput): Record<string, string> {
  const query = { search, status, type, role, group, provider, view }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ""))
}

/** How many are chosen, and the first of them by name. Refuses `bulk-too-many`. */
export async function sample(tx: Tx, input: BulkInput, most: number) {
  const where = await chosen(tx, input)
  const [counted] = await rows<{ people: number }>(
    tx,
    sql`select count(*)::int as people from (select from ${users} where ${where} limit ${mostAtOnce + 1}) found`,
  )
  refuse((counted?.people ?? 0) > mostAtOnce, "bulk-too-many")
  const first = await tx
    .select({ id: users.id })
    .from(users)
    .where(where)
    .orderBy(users.sortName, users.id)
    .limit(most)
  return { selected: counted?.people ?? 0, first: first.map(({ id }) => id) }
}
