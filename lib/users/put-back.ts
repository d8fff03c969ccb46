/** What follows for people when a change of them is undone: what the images can't say, because it isn't kept in them. */
import { eq, inArray, sql } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { searchTextOf, sortNameOf } from "#lib/person-name.ts"
import { shutOut, tell } from "./life.ts"
import { lockUsers } from "./lock.ts"
import { statusOf } from "./status.ts"

/**
 * Within a change that put people's rows back: who may not sign in any more is out at once, who may again is told, names sort and
 * are found as they read. Refuses `oneself`, and `address-moved` for who would be back without an address.
 */
export async function settlePeople(tx: Tx, actor: Actor): Promise<void> {
  const touched = await rows<{ id: string; renamed: boolean; moved: boolean }>(
    tx,
    sql`
      select row_key as id, bool_or(after ?| array['first_name', 'last_name']) as renamed, bool_or(after ? 'status') as moved
        from change_rows
       where change_id = nullif(current_setting('app.change_id', true), '')::uuid and table_name = 'users' and after is not null
       group by row_key`,
  )
  if (touched.length === 0) return
  const people = await lockUsers(
    tx,
    touched.map(({ id }) => id),
    [],
  )
  const idsOf = (status: string) => people.filter((person) => statusOf(person) === status).map(({ id }) => id)
  const [suspended, archived] = [idsOf("suspended"), idsOf("archived")]
  refuse([...suspended, ...archived].includes(actor.user.id), "oneself")
  const out = new Set([...suspended, ...archived])
  refuse(
    people.some(({ id, emailNorm }) => emailNorm === null && !out.has(id)),
    "address-moved",
  )
  await shutOut(tx, suspended, "suspended")
  await shutOut(tx, archived, "deleted")
  const moved = new Set(touched.filter((one) => one.moved).map(({ id }) => id))
  await sortAnew(
    tx,
    touched.filter(({ renamed }) => renamed).map(({ id }) => id),
  )
  await tell(
    tx,
    actor,
    people.filter((person) => moved.has(person.id) && statusOf(person) === "active"),
  )
}

/** Also of service accounts, which are no people and have a name all the same. */
async function sortAnew(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const { id: userId, firstName: first, lastName: last, email: address } = users
  const renamed = await tx
    .select({ id: userId, firstName: first, lastName: last, email: address })
    .from(users)
    .where(inArray(userId, ids))
  for (const { id, firstName, lastName, email } of renamed)
    await tx
      .update(users)
      .set({ sortName: sortNameOf(firstName, lastName), search: searchTextOf(firstName, lastName, email) })
      .where(eq(userId, id))
}
