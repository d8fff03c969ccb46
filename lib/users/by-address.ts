/** Somebody who is named by their address, held until the change commits. */
import { sql } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { normaliseEmail } from "#lib/input.ts"

type Found = { id: string; status: string }

/** The person with this address who is not in the archive, held; undefined if there is none. */
export async function findByAddress(tx: Tx, email: string): Promise<Found | undefined> {
  const [person] = await withAddress(tx, email).for("no key update")
  return person
}

/** The same without holding them, for a look before the change. */
export async function lookByAddress(tx: Tx, email: string): Promise<Found | undefined> {
  const [person] = await withAddress(tx, email)
  return person
}

const withAddress = (tx: Tx, email: string) =>
  tx
    .select({ id: users.id, status: users.status })
    .from(users)
    .where(sql`${users.emailNorm} = ${normaliseEmail(email)} and ${users.archivedAt} is null`)

/** The same by id. Refuses `nobody-with-address`, beside `field`. */
export async function lockByAddress(tx: Tx, email: string, field: string): Promise<string> {
  const person = await findByAddress(tx, email)
  refuse(!person, "nobody-with-address", field)
  return person!.id
}
