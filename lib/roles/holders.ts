/** How many people hold a role, directly and by groups, and how many service accounts; counted only as far as somebody would read. */
import { type SQL, sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"

/** `more`: there are more than were counted. */
export type Headcount = { people: number; more: boolean }

type Holders = { direct: Headcount; byGroups: Headcount; services: number }

const nobody: Headcount = { people: 0, more: false }
export const noHolders: Holders = { direct: nobody, byGroups: nobody, services: 0 }

/**
 * The holders of each of these roles, people in the archive left aside; `most`: how far to count. Somebody may hold a role both ways.
 * Of the members of a role's groups so many are looked at, whoever is in two of them counts once.
 */
export async function holdersOf(tx: Tx, roleIds: string[], most: number): Promise<Map<string, Holders>> {
  if (roleIds.length === 0) return new Map()
  // "offset 0": role by role and person by person, each stopping at its limit. Joined, the planner walks through everybody.
  const living = (userId: SQL) =>
    sql`(select from users u where u.workspace_id = wanted.workspace_id and u.id = ${userId} and u.archived_at is null and u.type <> 'service' offset 0) living`
  const found = await rows<{
    id: string
    direct: number
    members: number
    by_groups: number
    services: number
  }>(
    tx,
    sql`
      select wanted.id, direct.people as direct, grouped.members, grouped.people as by_groups,
             (select count(*)::int from users u
               where u.workspace_id = wanted.workspace_id and u.type = 'service' and u.archived_at is null and exists (
                 select from user_roles ur where ur.workspace_id = u.workspace_id and ur.user_id = u.id and ur.role_id = wanted.id)) as services
        from roles wanted
        cross join lateral (
          select count(*)::int as people from (
            select from user_roles ur cross join lateral ${living(sql`ur.user_id`)}
             where ur.workspace_id = wanted.workspace_id and ur.role_id = wanted.id limit ${most + 1}) met offset 0) direct
        cross join lateral (
          select count(*)::int as members, count(distinct met.user_id)::int as people from (
            select gm.user_id from group_roles gr
              cross join lateral (
                select user_id from group_members
                 where workspace_id = wanted.workspace_id and group_id = gr.group_id offset 0) gm
              cross join lateral ${living(sql`gm.user_id`)}
             where gr.workspace_id = wanted.workspace_id and gr.role_id = wanted.id limit ${most + 1}) met offset 0) grouped
       where wanted.id = any (${sql.param(roleIds)}::uuid[])`,
  )
  return new Map(
    found.map(({ id, direct, members, by_groups, services }) => [
      id,
      {
        direct: { people: Math.min(direct, most), more: direct > most },
        byGroups: { people: Math.min(by_groups, most), more: members > most },
        services,
      },
    ]),
  )
}
