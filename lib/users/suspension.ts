/** Suspending and activating: a suspended person signs in nowhere, and their sessions end at once (PRODUCT §3). */
import { eq } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { endSessionsOf } from "#lib/auth/session-store.ts"
import { type RefusalCode, refuse } from "#lib/errors.ts"
import type { SuspendUserInput, UserInput } from "./input.ts"
import { type Facts, lockUser } from "./lock.ts"

type SuspensionFacts = Pick<Facts, "id" | "suspendedAt" | "archivedAt">

/** Suspends the person. Refuses `already-suspended`, `archived`, `self-suspension`; NotFound. Needs `users:suspend`. */
export async function suspendUser(actor: Actor, { userId, reason }: SuspendUserInput): Promise<void> {
  await change(
    actor,
    "users:suspend",
    "user.suspended",
    async (tx) => {
      const person = await lockUser(tx, userId)
      refuseIf(suspendRefusal(actor, person))
      await tx.update(users).set({ suspendedAt: new Date() }).where(eq(users.id, person.id))
      await endSessionsOf(tx, person.id, "suspended")
    },
    { reason },
  )
}

/** Lets a suspended person in again. Refuses `not-suspended`, `archived`; NotFound. Needs `users:suspend`. */
export async function activateUser(actor: Actor, { userId }: UserInput): Promise<void> {
  await change(actor, "users:suspend", "user.activated", async (tx) => {
    const person = await lockUser(tx, userId)
    refuseIf(activateRefusal(person))
    await tx.update(users).set({ suspendedAt: null }).where(eq(users.id, person.id))
  })
}

/** Why the actor can't suspend this person, or null; rank and the last Admin are for change() to say. */
export function suspendRefusal(actor: Actor, person: SuspensionFacts): RefusalCode | null {
  if (person.archivedAt) return "archived"
  if (person.suspendedAt) return "already-suspended"
  return person.id === actor.user.id ? "self-suspension" : null
}

/** Why this person can't be activated, or null. */
export function activateRefusal(person: SuspensionFacts): RefusalCode | null {
  if (person.archivedAt) return "archived"
  return person.suspendedAt ? null : "not-suspended"
}

function refuseIf(code: RefusalCode | null): void {
  if (code) refuse(true, code)
}
