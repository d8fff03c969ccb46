/** Suspending, activating, unlocking, deactivating, archiving and restoring: for one person, or within a change for many. */
import { and, eq, inArray, isNull } from "drizzle-orm"
import { codes } from "#db/schema/codes.ts"
import { credentials } from "#db/schema/credentials.ts"
import { emailChanges } from "#db/schema/email-changes.ts"
import { users } from "#db/schema/users.ts"
import { type Actor, can } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { withdrawInvitations } from "#lib/auth/invitation.ts"
import { withdrawResetLinks } from "#lib/auth/password-reset.ts"
import { endSessionsOf } from "#lib/auth/session-store.ts"
import { forgiveSignIn } from "#lib/auth/throttle.ts"
import { handOverBots, heirsOf, proveToHandOver } from "#lib/bot-members/handing-over.ts"
import { queueMails } from "#lib/email/queue.ts"
import { refuse } from "#lib/errors.ts"
import { refuseOwned } from "#lib/identity-providers/ownership.ts"
import type { ArchiveUserInput, ChangeStatusInput } from "./input.ts"
import { lockUser, type Person } from "./lock.ts"
import { statusOf } from "./status.ts"
import { transitionOf, type TransitionName, transitionRefusal } from "./transitions.ts"

/**
 * Moves one person as the table in transitions.ts says. Refuses what that table refuses, `email-taken-meanwhile` if a restored
 * person's address belongs to somebody else by now, `directory-owned`; of whoever is archived and owns bots `owner-missing`, `owner-unfit`,
 * `owner-leaves`, `nobody-with-address`, unless each gets another owner in the same change, and then what requireRecentProof() refuses; NotFound.
 */
export async function changeStatus(
  actor: Actor,
  name: TransitionName,
  { userId, reason, ...heirs }: ArchiveUserInput,
): Promise<void> {
  const { permission, change: action } = transitionOf(name)
  if (name === "archive") {
    refuse(!can(actor, permission), "not-permitted")
    await proveToHandOver(actor, heirs)
  }
  const person = await change(
    actor,
    permission,
    action,
    async (tx) => {
      const found = await lockUser(tx, userId)
      const refusal = transitionRefusal(name, actor, found)
      if (refusal === "directory-owned") refuseOwned(found, "status")
      if (refusal) refuse(true, refusal)
      if (name === "restore") refuse(await addressTaken(tx, found), "email-taken-meanwhile")
      if (name === "archive") await handOverBots(tx, [userId], await heirsOf(tx, heirs))
      await move(tx, actor, name, [found])
      return found
    },
    { reason },
  )
  await forgiveIf(name, actor, [person])
}

/** Suspends the person: they sign in nowhere, their sessions end at once. Needs `users:suspend`. */
export const suspendUser = (actor: Actor, input: ChangeStatusInput) => changeStatus(actor, "suspend", input)
/** Lets a suspended person in again. Needs `users:suspend`. */
export const activateUser = (actor: Actor, input: ChangeStatusInput) => changeStatus(actor, "activate", input)
/** Lifts a lock that failed sign-ins set (K), and forgets the failures. Needs `users:suspend`. */
export const unlockUser = (actor: Actor, input: ChangeStatusInput) => changeStatus(actor, "unlock", input)
/** Back to Not active (K): the password is void, and it takes a new invitation to come back. Needs `users:suspend`. */
export const deactivateUser = (actor: Actor, input: ChangeStatusInput) =>
  changeStatus(actor, "deactivate", input)
/** Deletes from daily use; the address becomes free, and bots get the owners that were chosen. Needs `users:delete`. */
export const archiveUser = (actor: Actor, input: ArchiveUserInput) => changeStatus(actor, "archive", input)
/** Makes an archived person what they were before. Needs `users:delete`. */
export const restoreUser = (actor: Actor, input: ChangeStatusInput) => changeStatus(actor, "restore", input)

/** Moves people whom the table lets move. Within a change that holds them (lockUser, lockUsers). */
export async function move(tx: Tx, actor: Actor, name: TransitionName, people: Person[]): Promise<void> {
  const { sets, clears = [], ends, voidsPassword, tells } = transitionOf(name)
  const ids = people.map(({ id }) => id)
  if (ids.length === 0) return
  const facts: Partial<Record<"joinedAt" | "lockedUntil" | "suspendedAt" | "archivedAt", Date | null>> = {}
  if (sets) facts[sets] = new Date()
  for (const fact of clears) facts[fact] = null
  await tx.update(users).set(facts).where(inArray(users.id, ids))
  if (ends) await endSessionsOf(tx, ids, wordOf[name] ?? name)
  if (ends === "everything") await endOpenLinks(tx, ids)
  if (voidsPassword) await tx.delete(credentials).where(inArray(credentials.userId, ids))
  if (tells)
    await tell(
      tx,
      actor,
      people.filter((person) => mayEnterAfter(person, facts)),
    )
}

async function addressTaken(tx: Tx, { emailNorm }: Person): Promise<boolean> {
  if (emailNorm === null) return false
  const [holder] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.emailNorm, emailNorm), isNull(users.archivedAt)))
  return holder !== undefined
}

/** What is forgotten outside the transaction once it has committed: the counted failures of the unlocked. */
async function forgiveIf(name: TransitionName, actor: Actor, people: Person[]): Promise<void> {
  if (name !== "unlock") return
  for (const { emailNorm } of people) if (emailNorm) await forgiveSignIn(actor.workspace.id, emailNorm)
}

const wordOf: Partial<Record<TransitionName, string>> = {
  suspend: "suspended",
  deactivate: "deactivated",
  archive: "deleted",
}

/** Ends what lets people in who may not sign in: their sessions, and with `deleted` every open link and code too. */
export async function shutOut(tx: Tx, userIds: string[], as: "suspended" | "deleted"): Promise<void> {
  if (userIds.length === 0) return
  await endSessionsOf(tx, userIds, as)
  if (as === "deleted") await endOpenLinks(tx, userIds)
}

async function endOpenLinks(tx: Tx, userIds: string[]): Promise<void> {
  await withdrawInvitations(tx, userIds)
  await withdrawResetLinks(tx, userIds)
  const now = new Date()
  await tx
    .update(codes)
    .set({ usedAt: now })
    .where(and(inArray(codes.userId, userIds), isNull(codes.usedAt)))
  await tx
    .update(emailChanges)
    .set({ stoppedAt: now })
    .where(
      and(
        inArray(emailChanges.userId, userIds),
        isNull(emailChanges.confirmedAt),
        isNull(emailChanges.stoppedAt),
      ),
    )
}

// Who comes back suspended or has never joined can't sign in, so there is nothing to tell them.
const mayEnterAfter = (person: Person, facts: Partial<Person>) =>
  person.emailNorm !== null && statusOf({ ...person, ...facts }) === "active"

/** Tells people by mail that they can sign in again. */
export async function tell(tx: Tx, actor: Actor, people: Person[]): Promise<void> {
  await queueMails(
    tx,
    people.map(({ id, email, firstName }) => ({
      workspace: actor.workspace,
      userId: id,
      to: email,
      sentBy: actor.user,
      message: { template: "access-restored", props: { firstName } },
    })),
  )
}
