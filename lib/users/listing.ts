/** The list of people: search, filters, and pages in three orders that cost the same at a million (STACK, "A million users"). */
import { and, eq, gt, isNotNull, isNull, type SQL, sql } from "drizzle-orm"
import { userActivity, userCounts, users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import type { UserType } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { type Directory, directoryOf, providerNameOf } from "#lib/identity-providers/ownership.ts"
import { type PasswordRefusal, passwordRefusalSql } from "#lib/auth/password-ways.ts"
import { invitedAt, statusNow } from "./columns.ts"
import { type Cursor, readCursor, type Sort, writeCursor } from "./cursor.ts"
import { type FilterQuery, type Filters, filtersOf } from "./filters.ts"
import type { ListUsersQuery } from "./input.ts"
import { orders, walk } from "./order.ts"
import { type BotBuilderAccess, botBuilderAccess, isAdmin, rolesHeldBy } from "./roles-held.ts"
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
  roles: { id: string; name: string; group: string | null; groupId: string | null; rule: string | null }[]
  botBuilder: BotBuilderAccess
  lastSignInAt: Date | null
  /** What they wrote in conversations, tests aside, and when they last did. */
  messages: number
  lastMessageAt: Date | null
  invitedAt: Date | null
  createdAt: Date
  phone: string | null
  externalId: string | null
  timezone: string | null
  /** Where they sign in; null: here, with a password. */
  identityProvider: string | null
  identityProviderId: string | null
  directory: Directory | null
  passwordRefusal: PasswordRefusal | null
}

/** A page of people in the order asked for; `refine`: more than 1,000 match the search, so some are left out. */
export type UserPage = { rows: UserRow[]; next: string | null; previous: string | null; refine: boolean }

/** The people that the query asks for, `size` a page. Needs `users:read`. */
export async function listUsers(actor: Actor, query: ListUsersQuery, size = pageSize): Promise<UserPage> {
  return read(actor, "users:read", async (tx) => {
    const { found, ...page } = await pageOf(tx, query, size)
    return { ...page, rows: await withRoles(tx, found) }
  })
}

/** The page that the query asks for, `size` people at most, before anything is said about their roles. */
export async function pageOf(tx: Tx, query: FilterQuery, size = pageSize) {
  const filters = await filtersOf(tx, query)
  const backward = readCursor(query.before, query.sort)
  const cursor = backward ?? readCursor(query.after, query.sort)
  const all = await page(tx, filters, query.sort, { cursor, backward: backward !== null, size })
  const more = all.length > size
  const found = all.slice(0, size)
  if (backward) found.reverse()
  const [first, last] = [found[0], found.at(-1)]
  return {
    found,
    next: last && (backward ? true : more) ? writeCursor(last) : null,
    previous: first && (backward ? more : cursor) ? writeCursor(first) : null,
    refine: filters.refine,
  }
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
    // Who was erased is archived for good, but nobody to be shown.
    const [erased] = await tx
      .select({ people: sql<number>`count(*)::int` })
      .from(users)
      .where(isNotNull(users.erasedAt))
    const of = (status: string) => counted.find((row) => row.status === status)?.people ?? 0
    const [lockedActive, lockedInvited] = [locked?.active ?? 0, locked?.invited ?? 0]
    return {
      total: of("active") + of("invited") + of("suspended"),
      active: of("active") - lockedActive,
      suspended: of("suspended"),
      invited: of("invited") - lockedInvited,
      locked: lockedActive + lockedInvited,
      archived: of("archived") - (erased?.people ?? 0),
    }
  })
}

type From = { cursor: Cursor | null; backward: boolean; size: number }

/** The page is cut by what the indexes hold; what else there is to say is looked up for its rows only. */
export function cutOf(
  tx: Tx,
  sort: Sort,
  cursor: Cursor | null,
  {
    conditions = [isNull(users.archivedAt)],
    backward = false,
    size = pageSize,
  }: { conditions?: SQL[]; backward?: boolean; size?: number } = {},
) {
  const { from, order } = walk(orders[sort], cursor, backward)
  const all = tx.select({ id: users.id }).from(users).$dynamic()
  const joined = sort === "last-sign-in" ? all.innerJoin(userActivity, activityOf) : all
  return joined
    .where(and(...conditions, from ?? undefined))
    .orderBy(...order)
    .limit(size + 1)
}

async function page(tx: Tx, { conditions }: Filters, sort: Sort, { cursor, backward, size }: From) {
  const { order } = walk(orders[sort], cursor, backward)
  const cut = cutOf(tx, sort, cursor, { conditions, backward, size }).as("cut")
  return tx
    .select({
      sort: sql<Sort>`${sort}`,
      key: orders[sort].key,
      id: users.id,
      person: {
        id: users.id,
        firstName: users.firstName,
        lastName: users.lastName,
        email: users.email,
        type: sql<UserType>`${users.type}`,
        status: statusNow,
        lastSignInAt: userActivity.lastSignInAt,
        messages: sql<number>`coalesce(${userActivity.messages}, 0)`,
        lastMessageAt: userActivity.lastMessageAt,
        invitedAt: sql<Date | null>`${invitedAt}`.mapWith(users.createdAt),
        createdAt: users.createdAt,
        phone: users.phone,
        externalId: users.externalId,
        timezone: users.timezone,
        identityProvider: providerNameOf,
        identityProviderId: users.identityProviderId,
        directory: directoryOf,
        passwordRefusal: passwordRefusalSql,
      },
    })
    .from(cut)
    .innerJoin(users, eq(users.id, cut.id))
    .leftJoin(userActivity, activityOf)
    .orderBy(...order)
}

const activityOf = and(eq(userActivity.workspaceId, users.workspaceId), eq(userActivity.userId, users.id))

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
      botBuilder: botBuilderAccess(person.type, held),
      roles: held.map(({ id: roleId, name, group, groupId, rule }) => ({
        id: roleId,
        name,
        group,
        groupId,
        rule,
      })),
    }
  })
}
