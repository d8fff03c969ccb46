/** The list of people: search, filters, alphabetical pages that cost the same at a million (STACK, "A million users"). */
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, ne, or, type SQL, sql } from "drizzle-orm"
import { userRoles } from "#db/schema/roles.ts"
import { userActivity, userCounts, users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import type { UserType } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { holdsAdmin, invitedAt, rolesHeld, statusNow, type UserStatus } from "./columns.ts"
import { type Cursor, readCursor, writeCursor } from "./cursor.ts"
import type { ListUsersQuery } from "./input.ts"
import { searchPattern } from "#lib/person-name.ts"

export const pageSize = 50
const mostHits = 1000

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
    const conditions = filters(query)
    let refine = false
    if (query.search !== "") {
      const hits = await searchUsers(tx, query)
      refine = hits.length > mostHits
      conditions.push(inArray(users.id, hits.slice(0, mostHits)))
    }
    const backward = readCursor(query.before)
    const cursor = backward ?? readCursor(query.after)
    const found = await page(tx, conditions, cursor, backward !== null)
    const more = found.length > pageSize
    const shown = found.slice(0, pageSize)
    if (backward) shown.reverse()
    const [first, last] = [shown[0], shown.at(-1)]
    return {
      rows: shown.map(({ sortName: _, ...row }) => row),
      next: last && (backward ? true : more) ? writeCursor(last) : null,
      previous: first && (backward ? more : cursor) ? writeCursor(first) : null,
      refine,
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

function filters({ status, type, role, view }: ListUsersQuery): SQL[] {
  const unlocked = or(isNull(users.lockedUntil), lte(users.lockedUntil, sql`now()`))!
  const conditions: (SQL | undefined)[] = [
    view === "archived" ? eq(users.status, "archived") : isNull(users.archivedAt),
    type === "" ? undefined : eq(users.type, type),
    role === ""
      ? undefined
      : inArray(
          users.id,
          sql`(select ur.user_id from ${userRoles} ur where ur.role_id = ${role} union select gm.user_id from group_roles gr join group_members gm on gm.workspace_id = gr.workspace_id and gm.group_id = gr.group_id where gr.role_id = ${role})`,
        ),
  ]
  if (status === "locked") {
    conditions.push(gt(users.lockedUntil, sql`now()`), ne(users.status, "suspended"))
  } else if (status !== "") {
    conditions.push(eq(users.status, status), status === "suspended" ? undefined : unlocked)
  }
  return conditions.filter((condition) => condition !== undefined)
}

async function searchUsers(tx: Tx, { search, view }: ListUsersQuery): Promise<string[]> {
  const hits = await rows<{ id: string }>(
    tx,
    sql`select search_users as id from search_users(${searchPattern(search)}, ${view === "archived"}, ${mostHits + 1})`,
  )
  return hits.map(({ id }) => id)
}

async function page(tx: Tx, conditions: SQL[], cursor: Cursor | null, backward: boolean) {
  const place = sql`(${users.sortName}, ${users.id})`
  const from = cursor && sql`${place} ${sql.raw(backward ? "<" : ">")} (${cursor.sortName}, ${cursor.id}::uuid)`
  const order = backward ? desc : asc
  // The page is cut first: roles and sign-ins are looked up for its rows only.
  return tx
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      type: sql<UserType>`${users.type}`,
      status: statusNow,
      admin: holdsAdmin,
      roles: rolesHeld,
      lastSignInAt: userActivity.lastSignInAt,
      invitedAt: sql<Date | null>`${invitedAt}`.mapWith(users.createdAt),
      createdAt: users.createdAt,
      sortName: users.sortName,
    })
    .from(users)
    .leftJoin(userActivity, and(eq(userActivity.workspaceId, users.workspaceId), eq(userActivity.userId, users.id)))
    .where(and(...conditions, from ?? undefined))
    .orderBy(order(users.sortName), order(users.id))
    .limit(pageSize + 1)
}
