/** The list of people: search, filters, alphabetical pages that cost the same at a million (STACK, "A million users"). */
import { and, asc, desc, eq, gt, isNotNull, sql } from "drizzle-orm"
import { userCounts, users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import type { UserType } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { invitedAt, lastSignInAt, statusNow } from "./columns.ts"
import { type Cursor, readCursor, writeCursor } from "./cursor.ts"
import { type Filters, filtersOf } from "./filters.ts"
import type { ListUsersQuery } from "./input.ts"
import { isAdmin, rolesHeldBy } from "./roles-held.ts"
import type { UserStatus } from "./status.ts"

export const pageSize = 50

export type UserRow = {
  id: string
  firstName: string
  lastName: string
  email: string
  type: UserType
  status: UserStatus
  admin: boolean
  roles: { id: string; name: string; group: string | null }[]
  lastSignInAt: Date | null
  invitedAt: Date | null
  createdAt: Date
}

/** A page of people in alphabetical order; `refine`: more than 1,000 match the search, so some are left out. */
export type UserPage = { rows: UserRow[]; next: string | null; previous: string | null; refine: boolean }

/** The people that the query asks for, 50 a page. Needs `users:read`. */
export async function listUsers(actor: Actor, query: ListUsersQuery): Promise<UserPage> {
  return read(actor, "users:read", async (tx) => {
    const filters = await filtersOf(tx, query)
    const backward = readCursor(query.before)
    const cursor = backward ?? readCursor(query.after)
    const found = await page(tx, filters, cursor, backward !== null)
    const more = found.length > pageSize
    const shown = found.slice(0, pageSize)
    if (backward) shown.reverse()
    const [first, last] = [shown[0], shown.at(-1)]
    return {
      rows: await withRoles(tx, shown),
      next: last && (backward ? true : more) ? writeCursor(last) : null,
      previous: first && (backward ? more : cursor) ? writeCursor(first) : null,
      refine: filters.refine,
    }
  })
}

/** People by status, for the cards. Total is without archived people. Needs `users:read`. */
export async function countUsers(actor: Actor) {
  return read(actor, "users:read", async (tx) => {
    const counted = await tx.select({ status: userCounts.status, people: userCounts.people }).from(userCounts)
    const [locked] = await tx
      .select({
        active: sql<number>`(count(*) filter (where ${users.status} = 'active'))::int`,
        invited: sql<number>`(count(*) filter (where ${users.status} = 'invited'))::int`,
      })
      .from(users)
      .where(and(isNotNull(users.lockedUntil), gt(users.lockedUntil, sql`now()`)))
    const of = (status: string) => counted.find((row) => row.status === status)?.people ?? 0
    const [lockedActive, lockedInvited] = [locked?.active ?? 0, locked?.invited ?? 0]
    return {
      total: of("active") + of("invited") + of("suspended"),
      active: of("active") - lockedActive,
      suspended: of("suspended"),
      invited: of("invited") - lockedInvited,
      locked: lockedActive + lockedInvited,
      archived: of("archived"),
    }
  })
}

async function page(tx: Tx, { conditions }: Filters, cursor: Cursor | null, backward: boolean) {
  const place = sql`(${users.sortName}, ${users.id})`
  const from =
    cursor && sql`${place} ${sql.raw(backward ? "<" : ">")} (${cursor.sortName}, ${cursor.id}::uuid)`
  const order = backward ? desc : asc
  // The page is cut by what the indexes hold; what else there is to say is looked up for its rows only.
  const cut = tx
    .select({ id: users.id })
    .from(users)
    .where(and(...conditions, from ?? undefined))
    .orderBy(order(users.sortName), order(users.id))
    .limit(pageSize + 1)
    .as("cut")
  return tx
    .select({
      sortName: users.sortName,
      id: users.id,
      person: {
        id: users.id,
        firstName: users.firstName,
        lastName: users.lastName,
        email: users.email,
        type: sql<UserType>`${users.type}`,
        status: statusNow,
        lastSignInAt: sql<Date | null>`${lastSignInAt}`.mapWith(users.createdAt),
        invitedAt: sql<Date | null>`${invitedAt}`.mapWith(users.createdAt),
        createdAt: users.createdAt,
      },
    })
    .from(cut)
    .innerJoin(users, eq(users.id, cut.id))
    .orderBy(order(users.sortName), order(users.id))
}

async function withRoles(tx: Tx, found: Awaited<ReturnType<typeof page>>): Promise<UserRow[]> {
  const roles = await rolesHeldBy(
    tx,
    found.map(({ id }) => id),
  )
  return found.map(({ id, person }) => {
    const held = roles.get(id) ?? []
    return {
      ...person,
      admin: isAdmin(person.type, held),
      roles: held.map(({ id: roleId, name, group }) => ({ id: roleId, name, group })),
    }
  })
}
