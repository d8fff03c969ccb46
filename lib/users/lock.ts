/** The people that a change is about, held until it commits. */
import { and, asc, eq, inArray, sql } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import type { Permission, UserType } from "#lib/access/permissions.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"
import { type Directory, directoryOf } from "#lib/identity-providers/ownership.ts"
import { holdsAnyOf, isPerson } from "./columns.ts"
import type { Facts } from "./status.ts"

const facts = {
  id: users.id,
  email: users.email,
  emailNorm: users.emailNorm,
  firstName: users.firstName,
  lastName: users.lastName,
  pictureId: users.pictureId,
  type: sql<UserType>`${users.type}`,
  joinedAt: users.joinedAt,
  lockedUntil: users.lockedUntil,
  suspendedAt: users.suspendedAt,
  archivedAt: users.archivedAt,
  erasedAt: users.erasedAt,
  directory: directoryOf,
}

/** A person as a change finds them. */
export type Person = Facts & {
  email: string
  /** Null: the address is record only, somebody else has it or nobody. */
  emailNorm: string | null
  firstName: string
  lastName: string
  pictureId: string | null
  type: UserType
  /** What is not to be changed here. */
  directory: Directory | null
}

/** Locks and answers the person. Throws NotFound, also for another workspace's and for a service account. */
export async function lockUser(tx: Tx, userId: string): Promise<Person> {
  const [person] = await tx
    .select(facts)
    .from(users)
    .where(and(eq(users.id, userId), isPerson))
    .for("no key update")
  if (!person) throw new NotFound()
  return person
}

/** Locks and answers these people; `outranked`: they hold one of `lacking`. Whoever is not here, or no person, is left out. */
export async function lockUsers(tx: Tx, userIds: string[], lacking: Permission[]) {
  return tx
    .select({ ...facts, outranked: holdsAnyOf(lacking) })
    .from(users)
    .where(and(inArray(users.id, userIds), isPerson))
    .orderBy(asc(users.id))
    .for("no key update", { of: users })
}
