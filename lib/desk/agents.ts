/** Who may be given a conversation, and how many each has. */
import { sql } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { rows } from "#lib/access/transaction.ts"
import { holdersOfPermission } from "#lib/users/permission-holders.ts"

export type DeskAgent = { id: string; name: string; has: number }

/** A list to choose from; with more agents than that, those who have the fewest stand in it. */
const most = 200

/** Everybody who may handle conversations, by name. Needs `conversations:monitor`. */
export async function listAgents(actor: Actor): Promise<DeskAgent[]> {
  return read(actor, "conversations:monitor", async (tx) => {
    const { holders } = await holdersOfPermission(
      tx,
      "conversations:handle",
      { workspaceId: sql`u.workspace_id`, id: sql`u.id` },
      { active: true },
    )
    return rows<DeskAgent>(
      tx,
      sql`
        with agents as (
          select u.id, u.sort_name, concat_ws(' ', u.first_name, u.last_name) as name, (
                   select count(*)::int from conversations c
                    where c.workspace_id = u.workspace_id and c.agent_id = u.id and c.state = 'taken') as has
            from users u
           where u.status = 'active' and u.type <> 'service' and u.id in (select user_id from (${sql.join(holders, sql` union all `)}) holders)
           order by has, u.sort_name limit ${most})
        select id, name, has from agents order by sort_name, id`,
    )
  })
}
