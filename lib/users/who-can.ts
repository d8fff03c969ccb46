/** Who holds a permission or a role, and by which ways: pages, a count that stops in time, and all of them in batches. */
import { and, sql } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import type { AccountType } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { type FilterQuery, filtersOf, holdersOf } from "./filters.ts"
import { listUsersInput, type WhoCanQuery } from "./input.ts"
import { pageOf, pageSize } from "./listing.ts"
import { holdersOfPermission } from "./permission-holders.ts"
import type { UserStatus } from "./status.ts"
import { carries, rolesByWay, type Way, wayByType } from "./ways.ts"

/** Somebody who holds what was asked for, by these ways; also a service account. */
export type Holder = {
  id: string
  firstName: string
  lastName: string
  pictureId: string | null
  email: string
  type: AccountType
  status: UserStatus
  ways: Way[]
}

/** A page of holders by name; `refine`: more than 1,000 match the search, so some are left out. */
export type HolderPage = { rows: Holder[]; next: string | null; previous: string | null; refine: boolean }

/** A page of those who hold it; nobody where nothing is asked for. Needs `users:read`. */
export async function listHolders(actor: Actor, query: WhoCanQuery, size = pageSize): Promise<HolderPage> {
  return read(actor, "users:read", async (tx) => {
    if (!query.permission && !query.role) return { rows: [], next: null, previous: null, refine: false }
    const { found, ...page } = await pageOf(tx, listed(query), size)
    const people = found.map(({ person }) => person)
    const ways = await waysOf(tx, query, people)
    return {
      ...page,
      rows: people.map(({ id, firstName, lastName, pictureId, email, type, status }) => ({
        id,
        firstName,
        lastName,
        pictureId,
        email,
        type,
        status,
        ways: ways.get(id) ?? [],
      })),
    }
  })
}

/** Who may sign in is active; whom the archive holds is never listed. */
const listed = ({ permission, role, search, all, after, before }: WhoCanQuery): FilterQuery => ({
  ...listUsersInput.parse({ search, role: role ?? "", status: all ? "" : "active", after, before }),
  permission,
  services: true,
})

async function waysOf(
  tx: Tx,
  { permission, role }: WhoCanQuery,
  people: { id: string; type: AccountType }[],
): Promise<Map<string, Way[]>> {
  const only = permission ? carries(permission) : sql`r.id = ${role}`
  const held = await rolesByWay(
    tx,
    people.map(({ id }) => id),
    { only },
  )
  const byPerson = Map.groupBy(held, ({ userId }) => userId)
  return new Map(
    people.map(({ id, type }) => [
      id,
      [
        ...(permission ? wayByType(type, permission) : []),
        ...(byPerson.get(id) ?? []).map(({ role: given, group, rule }) => ({
          type: null,
          role: given,
          group,
          rule,
        })),
      ],
    ]),
  )
}

/** How many hold it. `more`: there are more, at least as far as counting went: it stops at `most`. Needs `users:read`. */
export async function countHolders(
  actor: Actor,
  query: WhoCanQuery,
  most = 10_000,
): Promise<{ people: number; more: boolean }> {
  return read(actor, "users:read", async (tx) => {
    if (!query.permission && !query.role) return { people: 0, more: false }
    if (query.search !== "") {
      const { conditions, refine } = await filtersOf(tx, listed(query))
      const [counted] = await tx
        .select({ people: sql<number>`count(*)::int` })
        .from(users)
        .where(and(...conditions))
      return { people: counted!.people, more: refine }
    }
    // Some hold it twice, and some are not to be counted: twice as many are looked at.
    const lookedAt = 2 * most
    const walked = { workspaceId: sql`${users.workspaceId}`, id: sql`${users.id}` }
    const holders = query.permission
      ? (await holdersOfPermission(tx, query.permission, walked, { active: !query.all })).holders
      : holdersOf(query.role!)
    const { conditions } = await filtersOf(tx, { ...listed(query), permission: null, role: "" })
    const [counted] = await rows<{ seen: number; people: number }>(
      tx,
      sql`
        with held as materialized (select user_id from (${sql.join(holders, sql` union all `)}) holders limit ${lookedAt + 1})
        select (select count(*)::int from held) as seen, (select count(*)::int from (
          select from users where ${and(...conditions)} and ${users.id} = any (array(select distinct user_id from held))
           limit ${most + 1}) counted) as people`,
    )
    const { seen, people } = counted!
    return { people: Math.min(people, most), more: seen > lookedAt || people > most }
  })
}

const batch = 1000

/** All who hold it, 1,000 at a time; `actorNow` is asked before each batch, so that it ends for whoever may not go on. */
export async function* everyHolder(
  actorNow: () => Promise<Actor>,
  query: WhoCanQuery,
): AsyncGenerator<Holder[]> {
  let after: string | undefined
  do {
    const page = await listHolders(await actorNow(), { ...query, after, before: undefined }, batch)
    yield page.rows
    after = page.next ?? undefined
  } while (after)
}
