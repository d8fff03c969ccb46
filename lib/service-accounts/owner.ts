/** Who answers for a service account: an active person of the workspace, named by their address. */
import { eq } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { normaliseEmail } from "#lib/input.ts"
import { lockByAddress } from "#lib/users/by-address.ts"

/** The person, held. Refuses `nobody-with-address` and `owner-unfit` beside `owner`; `present` may stay, whatever became of them. */
export async function lockOwner(tx: Tx, email: string, present: string | null = null): Promise<string> {
  if (present && (await addressOf(tx, present)) === normaliseEmail(email)) return present
  const { id, status } = await lockByAddress(tx, email, "owner")
  refuse(status !== "active", "owner-unfit", "owner")
  return id
}

async function addressOf(tx: Tx, userId: string): Promise<string | null> {
  const [person] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId))
  return person?.email ? normaliseEmail(person.email) : null
}
