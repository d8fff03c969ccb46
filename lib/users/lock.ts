/** The person that a change is about, held until it commits. */
import { eq } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"

/** The facts from which a person's status follows, with what a mail to them needs. */
export type Facts = {
  id: string
  email: string
  firstName: string
  joinedAt: Date | null
  lockedUntil: Date | null
  suspendedAt: Date | null
  archivedAt: Date | null
}

/** Locks and answers the person. Throws NotFound, also for another workspace's. */
export async function lockUser(tx: Tx, userId: string): Promise<Facts> {
  const [person] = await tx
    .select({
      id: users.id,
      email: users.email,
      firstName: users.firstName,
      joinedAt: users.joinedAt,
      lockedUntil: users.lockedUntil,
      suspendedAt: users.suspendedAt,
      archivedAt: users.archivedAt,
    })
    .from(users)
    .where(eq(users.id, userId))
    .for("no key update")
  if (!person) throw new NotFound()
  return person
}
