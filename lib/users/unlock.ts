/** Lifting a lock that too many failed sign-ins set (K); it also ends by itself. */
import { eq } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { forgiveSignIn } from "#lib/auth/throttle.ts"
import { type RefusalCode, refuse } from "#lib/errors.ts"
import { normaliseEmail } from "#lib/input.ts"
import type { UserInput } from "./input.ts"
import { type Facts, lockUser } from "./lock.ts"

/** Unlocks the person and forgets the failures. Refuses `not-locked`, `archived`; NotFound. Needs `users:suspend`. */
export async function unlockUser(actor: Actor, { userId }: UserInput): Promise<void> {
  const email = await change(actor, "users:suspend", "user.unlocked", async (tx) => {
    const person = await lockUser(tx, userId)
    const refusal = unlockRefusal(person)
    if (refusal) refuse(true, refusal)
    await tx.update(users).set({ lockedUntil: null }).where(eq(users.id, userId))
    return person.email
  })
  await forgiveSignIn(actor.workspace.id, normaliseEmail(email))
}

/** Why this person can't be unlocked, or null. */
export function unlockRefusal(person: Pick<Facts, "lockedUntil" | "archivedAt">): RefusalCode | null {
  if (person.archivedAt) return "archived"
  return person.lockedUntil && person.lockedUntil > new Date() ? null : "not-locked"
}
