/** The groups that a person could be put into, with what each permits. */
import { asc, inArray, type SQL, sql } from "drizzle-orm"
import { groups } from "#db/schema/groups.ts"
import type { Actor } from "#lib/access/actor.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import { isFoundBy } from "#lib/folded-search.ts"

/** More than these are searched, not shown. */
export const fewGroups = 24

export type GroupChoice = { id: string; name: string; description: string; permissions: Permission[] }

/**
 * The person's own groups (`joined`) and the first others that match, each by name. `many`: more match than are shown. Needs
 * `users:read`.
 */
export async function groupsToChoose(
  actor: Actor,
  { joined, search }: { joined: string[]; search: string },
): Promise<{ own: GroupChoice[]; others: GroupChoice[]; many: boolean }> {
  return read(actor, "users:read", async (tx) => {
    const found = (condition: SQL | undefined, most: number) =>
      tx
        .select({ id: groups.id, name: groups.name, description: groups.description, permissions })
        .from(groups)
        .where(condition)
        .orderBy(asc(groups.nameNorm))
        .limit(most)
    const matches = await found(isFoundBy(search, groups), fewGroups + 1)
    const own = joined.length === 0 ? [] : await found(inArray(groups.id, joined), joined.length)
    const others = matches.slice(0, fewGroups).filter(({ id }) => !joined.includes(id))
    return { own, others, many: matches.length > fewGroups }
  })
}

const permissions = sql<Permission[]>`array(
  select distinct p.permission from group_roles gr
    join role_permissions p on p.workspace_id = gr.workspace_id and p.role_id = gr.role_id
   where gr.workspace_id = groups.workspace_id and gr.group_id = groups.id)`
