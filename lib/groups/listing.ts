/** The groups of a workspace: all of them to choose from, or page by page with what they give and to how many. */
import { and, asc, desc, sql } from "drizzle-orm"
import { groups } from "#db/schema/groups.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { isFoundBy } from "#lib/folded-search.ts"
import { readCursor, writeCursor } from "#lib/users/cursor.ts"
import type { ListGroupsQuery } from "./input.ts"
import { countMembers, type People } from "./member-count.ts"

export const groupsPerPage = 50

// Lower than on the page of one group: here fifty are counted at once.
const mostCounted = 1000

export type GroupRow = {
  id: string
  name: string
  description: string
  roles: { id: string; name: string }[]
  people: People
}
export type GroupPage = { rows: GroupRow[]; next: string | null; previous: string | null }

/** Every group by name. Needs `users:read`. */
export async function listGroups(actor: Actor) {
  return read(actor, "users:read", (tx) =>
    tx.select({ id: groups.id, name: groups.name }).from(groups).orderBy(groups.nameNorm),
  )
}

/** The groups that the query asks for by name, 50 a page. Needs `users:read`. */
export async function listGroupPage(actor: Actor, query: ListGroupsQuery): Promise<GroupPage> {
  const backward = readCursor(query.before, "name")
  const cursor = backward ?? readCursor(query.after, "name")
  const down = backward !== null
  const from =
    cursor &&
    sql`(${groups.nameNorm}, ${groups.id}) ${sql.raw(down ? "<" : ">")} (${cursor.key}, ${cursor.id}::uuid)`
  const order = down ? desc : asc
  const found = await read(actor, "users:read", (tx) =>
    tx
      .select({
        key: groups.nameNorm,
        id: groups.id,
        name: groups.name,
        description: groups.description,
        roles: rolesGiven,
        people: countMembers(mostCounted),
      })
      .from(groups)
      .where(and(isFoundBy(query.search, groups), from ?? undefined))
      .orderBy(order(groups.nameNorm), order(groups.id))
      .limit(groupsPerPage + 1),
  )
  const more = found.length > groupsPerPage
  const shown = found.slice(0, groupsPerPage)
  if (down) shown.reverse()
  const [first, last] = [shown[0], shown.at(-1)]
  return {
    rows: shown,
    next: last && (down || more) ? writeCursor({ sort: "name", key: last.key, id: last.id }) : null,
    previous:
      first && (down ? more : cursor) ? writeCursor({ sort: "name", key: first.key, id: first.id }) : null,
  }
}

const rolesGiven = sql<{ id: string; name: string }[]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name) order by r.name_norm)
    from group_roles gr join roles r on r.workspace_id = gr.workspace_id and r.id = gr.role_id
   where gr.workspace_id = groups.workspace_id and gr.group_id = groups.id), '[]'::jsonb)`
