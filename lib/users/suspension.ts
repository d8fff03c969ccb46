/** Suspending and activating: a suspended person signs in nowhere, and their sessions end at once (PRODUCT §3). */
import { and, eq, isNull } from "drizzle-orm"
import { sessions } from "#db/schema/sessions.ts"
import { users } from "#db/schema/users.ts"
import { type Actor, can } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound, type RefusalCode, refuse } from "#lib/errors.ts"
import type { SuspendUserInput, UserInput } from "./input.ts"

export type SuspensionFacts = { id: string; suspendedAt: Date | null; archivedAt: Date | null }

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
      await endSessions(tx, person.id, "suspended")
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

type Shown = SuspensionFacts & { outranked: boolean }

/** Why the actor can't suspend this person, or null; for showing it beforehand, as change() decides. */
export const whyNotSuspend = (actor: Actor, person: Shown): RefusalCode | null =>
  closed(actor, person) ?? suspendRefusal(actor, person)

/** Why the actor can't activate this person, or null; likewise. */
export const whyNotActivate = (actor: Actor, person: Shown): RefusalCode | null => closed(actor, person) ?? activateRefusal(person)

function closed(actor: Actor, person: Shown): RefusalCode | null {
  if (!can(actor, "users:suspend")) return "not-permitted"
  return person.outranked ? "outranked" : null
}

function suspendRefusal(actor: Actor, person: SuspensionFacts): RefusalCode | null {
  if (person.archivedAt) return "archived"
  if (person.suspendedAt) return "already-suspended"
  return person.id === actor.user.id ? "self-suspension" : null
}

function activateRefusal(person: SuspensionFacts): RefusalCode | null {
  if (person.archivedAt) return "archived"
  return person.suspendedAt ? null : "not-suspended"
}

function refuseIf(code: RefusalCode | null): void {
  if (code) refuse(true, code)
}

async function lockUser(tx: Tx, userId: string): Promise<SuspensionFacts> {
  const [person] = await tx
    .select({ id: users.id, suspendedAt: users.suspendedAt, archivedAt: users.archivedAt })
    .from(users)
    .where(eq(users.id, userId))
    .for("no key update")
  if (!person) throw new NotFound()
  return person
}

async function endSessions(tx: Tx, userId: string, reason: string): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: new Date(), endedReason: reason })
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt)))
}
