/** The service accounts of a workspace: with who answers for each, what they may do and when they were last heard of. */
import { type SQL, sql } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import type { UserStatus } from "#lib/users/status.ts"

export type AccountOwner = { id: string; name: string; email: string; status: UserStatus }

export type ServiceAccount = {
  id: string
  name: string
  description: string
  disabledAt: Date | null
  createdAt: Date
  owner: AccountOwner
  roles: { id: string; name: string }[]
  /** Tokens that work, or would if it were enabled. */
  tokens: number
  lastUsedAt: Date | null
}

/** By name; deleted ones are left aside. Needs `settings:manage`. */
export async function listServiceAccounts(actor: Actor): Promise<ServiceAccount[]> {
  return read(actor, "settings:manage", (tx) => findServiceAccounts(tx, sql`true`))
}

/** Those that hold for `where`, a condition on `u`, the account. */
export async function findServiceAccounts(tx: Tx, where: SQL): Promise<ServiceAccount[]> {
  const found = await rows<
    Omit<ServiceAccount, "disabledAt" | "createdAt" | "lastUsedAt"> & {
      disabledAt: string | null
      createdAt: string
      lastUsedAt: string | null
    }
  >(
    tx,
    sql`
      select u.id, u.first_name as name, coalesce(s.description, '') as description, u.suspended_at as "disabledAt", u.created_at as "createdAt",
             json_build_object('id', o.id, 'name', concat_ws(' ', o.first_name, o.last_name), 'email', o.email, 'status', o.status) as owner,
             (select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name) order by r.built_in is null, r.name_norm), '[]')
                from user_roles ur join roles r on r.workspace_id = ur.workspace_id and r.id = ur.role_id
               where ur.workspace_id = u.workspace_id and ur.user_id = u.id) as roles,
             (select count(*)::int from access_tokens t
               where t.workspace_id = u.workspace_id and t.user_id = u.id and t.revoked_at is null and t.expires_at > now()) as tokens,
             (select max(used.used_at) from access_tokens t
                join access_token_uses used on used.workspace_id = t.workspace_id and used.token_id = t.id
               where t.workspace_id = u.workspace_id and t.user_id = u.id) as "lastUsedAt"
        from users u
        join service_accounts s on s.workspace_id = u.workspace_id and s.user_id = u.id
        join users o on o.workspace_id = s.workspace_id and o.id = s.owner_id
       where u.type = 'service' and u.archived_at is null and ${where}
       order by u.sort_name, u.id`,
  )
  const at = (moment: string | null) => (moment === null ? null : new Date(moment))
  return found.map(({ disabledAt, createdAt, lastUsedAt, ...account }) => ({
    ...account,
    disabledAt: at(disabledAt),
    createdAt: new Date(createdAt),
    lastUsedAt: at(lastUsedAt),
  }))
}
