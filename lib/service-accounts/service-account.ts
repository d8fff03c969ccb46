/** One service account as its page shows it, and what the reader may do with it. */
import { sql } from "drizzle-orm"
import { tokensOf } from "#lib/access-tokens/listing.ts"
import { type Actor, can } from "#lib/access/actor.ts"
import { type Permission, permissions } from "#lib/access/permissions.ts"
import { lackingRank } from "#lib/access/rank.ts"
import { read } from "#lib/access/read.ts"
import { rows } from "#lib/access/transaction.ts"
import { NotFound, type RefusalCode } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"
import { selectRoles } from "#lib/roles/listing.ts"
import { versionOf } from "./edited-meanwhile.ts"
import { findServiceAccounts } from "./listing.ts"
import { givingAccess } from "./lock.ts"

export type ServiceAccountDetail = Awaited<ReturnType<typeof getServiceAccount>>

/** The service account with all that it may do. Throws NotFound, also for a person's id. Needs `settings:manage`. */
export async function getServiceAccount(actor: Actor, id: string) {
  return read(actor, "settings:manage", async (tx) => {
    const [account] = isUuid(id) ? await findServiceAccounts(tx, sql`u.id = ${id}`) : []
    if (!account) throw new NotFound()
    const held = await rows<{ permission: Permission }>(
      tx,
      sql`select distinct permission from user_permissions where user_id = ${id}`,
    )
    const own = new Set(held.map(({ permission }) => permission))
    return {
      ...account,
      permissions: permissions.filter((permission) => own.has(permission)),
      made: await tokensOf(tx, id),
      version: await versionOf(tx, id),
      may: mayWith(actor, own),
    }
  })
}

/** Null where it is open to the reader, else why not; change() decides all the same. */
function mayWith(
  actor: Actor,
  held: ReadonlySet<Permission>,
): Record<"edit" | "giveAccess", RefusalCode | null> {
  const outranked = lackingRank(actor.permissions).some((permission) => held.has(permission))
  const edit = outranked ? "service-account-outranks" : null
  return { edit, giveAccess: can(actor, givingAccess) ? edit : "not-permitted" }
}

/** Every role that there is to give, in the product's order. Needs `settings:manage` and `users:write`. */
export const rolesToGive = (actor: Actor) => read(actor, givingAccess, selectRoles)
