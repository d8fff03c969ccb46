/** What a person may do, and where each permission comes from: their type, a role of theirs, a role that a group gives. */
import { sql } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { type Permission, permissions, type UserType } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import { rows } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"
import { everyPermission, rolesByWay, type Way, wayByType } from "./ways.ts"

export type AccessEntry = { permission: Permission; from: Way[] }

/** Each permission that the person holds, in the product's order, with every way to it. Throws NotFound. Needs `users:read`. */
export async function effectiveAccess(actor: Actor, userId: string): Promise<AccessEntry[]> {
  const { type, held } = await read(actor, "users:read", async (tx) => {
    if (!isUuid(userId)) throw new NotFound()
    const [person] = await rows<{ type: UserType }>(
      tx,
      sql`select type from users where id = ${userId} and type <> 'service'`,
    )
    if (!person) throw new NotFound()
    return { type: person.type, held: await rolesByWay(tx, [userId], { permits: everyPermission }) }
  })
  return permissions.flatMap((permission) => {
    const from: Way[] = [
      ...wayByType(type, permission),
      ...held
        .filter(({ permits }) => permits.includes(permission))
        .map(({ role, group, rule }) => ({ type: null, role, group, rule })),
    ]
    return from.length === 0 ? [] : [{ permission, from }]
  })
}
