/** Who answers for a service account: an active person of the workspace, named by their address. */
import { eq } from "drizzle-orm"
import { serviceAccounts } from "#db/schema/service-accounts.ts"
import { users } from "#db/schema/users.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { normaliseEmail } from "#lib/input.ts"
import { findByAddress, lookByAddress } from "#lib/users/by-address.ts"

/**
 * The person, held. Refuses `nobody-with-address` and `owner-unfit` beside `owner`; `present` may stay, whatever became of them, unless
 * somebody active has taken their place under the same address.
 */
export async function lockOwner(tx: Tx, email: string, present: string | null = null): Promise<string> {
  const person = await findByAddress(tx, email)
  const stays = present !== null && (await addressOf(tx, present)) === normaliseEmail(email)
  if (stays && person?.status !== "active") return present
  refuse(!person, "nobody-with-address", "owner")
  refuse(person!.status !== "active", "owner-unfit", "owner")
  return person!.id
}

/** Whether lockOwner() would make somebody else answer for this account. Refuses nothing: what stands in the way, the change says. */
export async function wouldChangeHands(tx: Tx, accountId: string, email: string): Promise<boolean> {
  const [account] = await tx
    .select({ ownerId: serviceAccounts.ownerId })
    .from(serviceAccounts)
    .where(eq(serviceAccounts.userId, accountId))
  const person = await lookByAddress(tx, email)
  return account !== undefined && person?.status === "active" && person.id !== account.ownerId
}

async function addressOf(tx: Tx, userId: string): Promise<string | null> {
  const [person] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId))
  return person?.email ? normaliseEmail(person.email) : null
}
