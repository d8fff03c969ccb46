/** How many service accounts hold a permission or a role: of those whom "Who can?" counts, the ones that are no people. */
import { sql } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { rows } from "#lib/access/transaction.ts"
import { searchPattern } from "#lib/person-name.ts"
import type { WhoCanQuery } from "#lib/users/input.ts"

/** Needs `users:read`. */
export async function countServicesHolding(
  actor: Actor,
  { permission, role, search, all }: WhoCanQuery,
): Promise<number> {
  return read(actor, "users:read", async (tx) => {
    if (!permission && !role) return 0
    const carrying = permission
      ? sql`ur.role_id in (select role_id from role_permissions where permission = ${permission})`
      : sql`ur.role_id = ${role}`
    const [counted] = await rows<{ services: number }>(
      tx,
      sql`
        select count(*)::int as services from users u
         where u.type = 'service' and ${all ? sql`u.archived_at is null` : sql`u.status = 'active'`}
           and ${search === "" ? sql`true` : sql`u.search like ${searchPattern(search)}`}
           and exists (select from user_roles ur where ur.workspace_id = u.workspace_id and ur.user_id = u.id and ${carrying})`,
    )
    return counted!.services
  })
}
