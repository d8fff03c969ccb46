/** How many people are in a group, archived ones left aside: counted so far and no further. */
import { sql } from "drizzle-orm"

/** `more`: there are over `counted`. */
export type People = { counted: number; more: boolean }

/**
 * The column: up to `most` people of the row's group; of a query on `groups` alone. Each member is looked up by itself: joined, the
 * planner collects everybody first.
 */
export const countMembers = (most: number) =>
  sql<People>`(
    select jsonb_build_object('counted', least(count(*), ${most}::int), 'more', count(*) > ${most}::int)
      from (
        select from group_members gm
         where gm.workspace_id = groups.workspace_id and gm.group_id = groups.id
           and (select u.archived_at is null from users u where u.workspace_id = gm.workspace_id and u.id = gm.user_id)
         limit ${most + 1}
      ) counted)`
