/** The orders in which the list can stand. Each has an index, so that a page costs the same wherever it begins. */
import { type SQL, sql } from "drizzle-orm"
import { userActivity, users } from "#db/schema/users.ts"
import type { Cursor, Sort } from "./cursor.ts"

type Order = {
  /** What people are placed by, just as the index has it, and then by their id. */
  by: SQL
  id: SQL
  /** The same as a cursor keeps it, and back. */
  key: SQL<string>
  place: (key: string) => SQL
  descending: boolean
}

const signedInAt = sql`coalesce(${userActivity.lastSignInAt}, '-infinity'::timestamptz)`

const inMicroseconds = (at: SQL) =>
  sql<string>`case when isfinite(${at}) then (extract(epoch from ${at}) * 1000000)::bigint::text else '' end`

const moment = (key: string) =>
  key === ""
    ? sql`'-infinity'::timestamptz`
    : sql`(timestamptz 'epoch' + ${key}::bigint * interval '1 microsecond')`

export const orders: Record<Sort, Order> = {
  // users_by_name
  name: {
    by: sql`${users.sortName}`,
    id: sql`${users.id}`,
    key: sql<string>`${users.sortName}`,
    place: (key) => sql`${key}`,
    descending: false,
  },
  // user_activity_by_sign_in: whoever never signed in comes last.
  "last-sign-in": {
    by: signedInAt,
    id: sql`${userActivity.userId}`,
    key: inMicroseconds(signedInAt),
    place: moment,
    descending: true,
  },
  // users_by_creation
  created: {
    by: sql`${users.createdAt}`,
    id: sql`${users.id}`,
    key: inMicroseconds(sql`${users.createdAt}`),
    place: moment,
    descending: true,
  },
}

/** The condition for what comes after the cursor (before it, going backward), and the order to read it in. */
export function walk({ by, id, place, descending }: Order, cursor: Cursor | null, backward: boolean) {
  const down = descending !== backward
  const direction = sql.raw(down ? "desc" : "asc")
  return {
    from:
      cursor && sql`(${by}, ${id}) ${sql.raw(down ? "<" : ">")} (${place(cursor.key)}, ${cursor.id}::uuid)`,
    order: [sql`${by} ${direction}`, sql`${id} ${direction}`],
  }
}
