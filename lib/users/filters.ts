/** Whom the list shows: each filter as a condition that costs about the same among a thousand people and among a million. */
import { eq, gt, isNotNull, isNull, lte, ne, or, type SQL, sql } from "drizzle-orm"
import { userActivity, users } from "#db/schema/users.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { searchPattern } from "#lib/person-name.ts"
import { searchServices } from "#lib/service-accounts/searching.ts"
import type { ListUsersQuery } from "./input.ts"
import { holdersOfPermission } from "./permission-holders.ts"

const mostHits = 1000

// Of N people, H hold a role or are in a group. Looking them up and sorting them costs H; walking the alphabet until a page of 51 is full costs
// 51·N/H steps, each a look into a hash table of the H or, if that would be big itself, into two indexes (CHANGES.md).
const holderLimits = { few: 1000, some: 10_000 }

/** `refine`: more than 1,000 match the search, so some are left out. */
export type Filters = { conditions: SQL[]; refine: boolean }

/** `permission`: only who holds it, by whatever way. `services`: service accounts too, where it is about who holds something. */
export type FilterQuery = ListUsersQuery & { permission?: Permission | null; services?: boolean }

/** What the query asks for. `limits`: up to how many holders of a role count as few and as some; for tests. */
export async function filtersOf(tx: Tx, query: FilterQuery, limits = holderLimits): Promise<Filters> {
  const { search, status, type, role, group, provider, permission, sort, view } = query
  // Asked of the table that is walked: else the planner asks everybody first, and joins them to the walk afterwards.
  const walked: Walked =
    sort === "last-sign-in"
      ? { workspaceId: sql`${userActivity.workspaceId}`, id: sql`${userActivity.userId}` }
      : { workspaceId: sql`${users.workspaceId}`, id: sql`${users.id}` }
  const hits = search === "" ? null : await searchUsers(tx, query)
  const permitted = permission ? await holdersOfPermission(tx, permission, walked) : null
  const conditions = [
    view === "archived" ? eq(users.status, "archived") : isNull(users.archivedAt),
    view === "archived" ? isNull(users.erasedAt) : undefined,
    ...(status === "" ? [] : hasStatus(status)),
    type === "" ? (query.services ? undefined : isNoService(walked)) : eq(users.type, type),
    provider === "" ? undefined : eq(users.identityProviderId, provider),
    // What the index of a provider's archived people says of itself: it can't be told from the status.
    provider !== "" && view === "archived" ? isNotNull(users.archivedAt) : undefined,
    role === "" ? undefined : await isOneOf(tx, holdersOf(role), holds(role, walked), walked, limits),
    group === "" ? undefined : await isOneOf(tx, membersOf(group), isMember(group, walked), walked, limits),
    permitted ? await isOneOf(tx, permitted.holders, permitted.asked, walked, limits) : undefined,
    hits ? isAmong(sql`select unnest(${sql.param(hits.slice(0, mostHits))}::uuid[])`) : undefined,
  ]
  return {
    conditions: conditions.filter((condition) => condition !== undefined),
    refine: hits !== null && hits.length > mostHits,
  }
}

/** By the few that there are: the type itself would have to be looked up in each row that the walk passes. */
const isNoService = ({ id }: Walked) =>
  sql`${id} not in (select s.id from ${users} s where s.type = 'service')`

function hasStatus(status: Exclude<ListUsersQuery["status"], "">): SQL[] {
  if (status === "locked") return [gt(users.lockedUntil, sql`now()`), ne(users.status, "suspended")]
  const unlocked = or(isNull(users.lockedUntil), lte(users.lockedUntil, sql`now()`))!
  return [eq(users.status, status), ...(status === "suspended" ? [] : [unlocked])]
}

async function searchUsers(tx: Tx, { search, view, services = false }: FilterQuery): Promise<string[]> {
  const hits = await rows<{ id: string }>(
    tx,
    sql`select search_users as id from search_users(${searchPattern(search)}, ${view === "archived"}, ${mostHits + 1})`,
  )
  const programs = services ? await searchServices(tx, search) : []
  return [...programs, ...hits.map(({ id }) => id)]
}

/** People to be looked up one by one: an array that isn't there yet when the query is planned leaves no other way. */
const isAmong = (ids: SQL) => sql`${users.id} = any (array(${ids}))`

/** The person that a condition is about, by the columns of the table that is walked. */
type Walked = { workspaceId: SQL; id: SQL }

/** The ways in which people come to hold something, each a query for their ids. */
type Ways = SQL[]

const membersOf = (group: string): Ways => [sql`select user_id from group_members where group_id = ${group}`]

const isMember = (group: string, { workspaceId, id }: Walked) => sql`exists (
    select from group_members gm where gm.workspace_id = ${workspaceId} and gm.user_id = ${id} and gm.group_id = ${group} offset 0)`

// The role's groups as an array: a join under row level security takes twice as long.
/** Who holds the role, some of them twice, and people in the archive. */
export const holdersOf = (role: string): Ways => [
  sql`select user_id from user_roles where role_id = ${role}`,
  sql`select user_id from group_members where group_id = any (array(select group_id from group_roles where role_id = ${role}))`,
]

// "offset 0" keeps the planner from collecting everybody who holds any role first.
const holds = (role: string, { workspaceId, id }: Walked) => sql`(exists (
      select from user_roles ur
       where ur.workspace_id = ${workspaceId} and ur.user_id = ${id} and ur.role_id = ${role} offset 0)
    or exists (
      select from group_members gm join group_roles gr on gr.workspace_id = gm.workspace_id and gr.group_id = gm.group_id
       where gm.workspace_id = ${workspaceId} and gm.user_id = ${id} and gr.role_id = ${role} offset 0))`

/** Somebody whom one of the ways finds; `asked` says the same of one person at a time. */
async function isOneOf(
  tx: Tx,
  ways: Ways,
  asked: SQL,
  { id }: Walked,
  { few, some }: typeof holderLimits,
): Promise<SQL> {
  const first = (way: SQL, count: number) => sql`(${way} limit ${sql.raw(String(count))})`
  const counts = ways.map((way) => sql`(select count(*) from ${first(way, some + 1)} held)`)
  const [held] = await rows<{ people: number }>(
    tx,
    sql`select (${sql.join(counts, sql` + `)})::int as people`,
  )
  if (held!.people <= few) return isAmong(sql.join(ways, sql` union all `))
  if (held!.people > some) return asked
  // One hash table for each way: half of what one for all costs. "is true" keeps the planner from looking them up one by one instead, the
  // limit, with room for who came meanwhile, from expecting more than fit into the memory for it.
  const tables = ways.map((way) => sql`${id} in ${first(way, 2 * some)}`)
  return sql`(${sql.join(tables, sql` or `)}) is true`
}
