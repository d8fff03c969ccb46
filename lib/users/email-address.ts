/** A person's address: corrected at once while nobody has joined with it, else changed when the new one is confirmed (P). */
import { and, eq, gt, isNull, sql } from "drizzle-orm"
import { emailChanges } from "#db/schema/email-changes.ts"
import { invitations } from "#db/schema/invitations.ts"
import { users } from "#db/schema/users.ts"
import { workspaces } from "#db/schema/workspaces.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import type { Tx } from "#lib/access/transaction.ts"
import {
  emailChangesLately,
  insertEmailChange,
  stopAllEmailChanges,
  stopOpenEmailChanges,
} from "#lib/auth/email-change.ts"
import { withdrawInvitations } from "#lib/auth/invitation.ts"
import { withdrawResetLinks } from "#lib/auth/password-reset.ts"
import { emailChange as limits } from "#lib/auth/policy.ts"
import { proveAnew } from "#lib/auth/recent-proof.ts"
import { refuse } from "#lib/errors.ts"
import { refuseOwned } from "#lib/identity-providers/ownership.ts"
import { normaliseEmail } from "#lib/input.ts"
import { searchTextOf } from "#lib/person-name.ts"
import { refuseForeignDomain } from "#lib/workspaces/allowed-domains.ts"
import type { ChangeOwnEmailInput, UserInput } from "./input.ts"
import { sendInvitation, voidTemporaryPassword } from "./invitation.ts"
import { lockUser, type Person } from "./lock.ts"

/** `sent`: the new address was asked to confirm. `corrected`: it is the address now. */
export type EmailOutcome = "unchanged" | "corrected" | "sent"

/** Asks for a new address of one's own. Refuses what proveAnew() does, and what changeEmail refuses. */
export async function changeOwnEmail(
  actor: Actor,
  { email, currentPassword = "" }: ChangeOwnEmailInput,
): Promise<EmailOutcome> {
  await proveAnew(actor, currentPassword)
  return change(actor, "self", "user.email_change_requested", async (tx) =>
    changeEmail(tx, actor, await lockUser(tx, actor.user.id), email),
  )
}

/** Calls off a change that nobody has confirmed yet. Refuses `no-email-change`; NotFound. Needs `users:write`. */
export async function callOffEmailChange(actor: Actor, { userId }: UserInput): Promise<void> {
  await change(actor, "users:write", "user.email_change_stopped", async (tx) => {
    await lockUser(tx, userId)
    refuse((await stopOpenEmailChanges(tx, userId)) === 0, "no-email-change")
  })
}

/**
 * Within a change that holds the person. Refuses `directory-owned`, `email-locked` where the workspace keeps addresses as they are (K),
 * `domain-not-allowed`, `email-taken`, `email-too-often`.
 */
export async function changeEmail(
  tx: Tx,
  actor: Actor,
  person: Person,
  email: string,
): Promise<EmailOutcome> {
  if (email === person.email && person.emailNorm !== null) return "unchanged"
  if (email !== person.email) refuseOwned(person, "email", "email")
  const emailNorm = normaliseEmail(email)
  if (emailNorm !== person.emailNorm) await refuseForeignDomain(tx, email, "email")
  const free = person.joinedAt === null || person.emailNorm === null
  if (free || emailNorm === person.emailNorm) {
    await correct(tx, actor, person, email)
    return "corrected"
  }
  refuse(!(await emailChangeAllowed(tx)), "email-locked", "email")
  const [taken] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.emailNorm, emailNorm), isNull(users.archivedAt)))
  refuse(taken, "email-taken", "email")
  refuse((await emailChangesLately(tx, person.id)) >= limits.perHour, "email-too-often", "email")
  await insertEmailChange(tx, { workspace: actor.workspace, person, newEmail: email, sentBy: actor.user })
  return "sent"
}

/** Whether people of this workspace get new addresses at all (K). */
export async function emailChangeAllowed(tx: Tx): Promise<boolean> {
  const [workspace] = await tx.select({ allowed: workspaces.emailChangeAllowed }).from(workspaces)
  return workspace?.allowed ?? false
}

/** The change that waits for its confirmation, if there is one. */
export async function pendingEmail(tx: Tx, userId: string) {
  const [pending] = await tx
    .select({ email: emailChanges.newEmail, expiresAt: emailChanges.expiresAt })
    .from(emailChanges)
    .where(
      and(
        eq(emailChanges.userId, userId),
        isNull(emailChanges.confirmedAt),
        isNull(emailChanges.stoppedAt),
        gt(emailChanges.expiresAt, sql`now()`),
      ),
    )
  return pending ?? null
}

/**
 * A slip of the pen: links that went to the wrong address stop working, and an open invitation goes to the right one, unless the person is
 * suspended.
 */
async function correct(tx: Tx, actor: Actor, person: Person, email: string): Promise<void> {
  const emailNorm = normaliseEmail(email)
  const other = emailNorm !== person.emailNorm
  await tx
    .update(users)
    .set({
      email,
      emailNorm,
      search: searchTextOf(person.firstName, person.lastName, email),
      ...(other && { emailConfirmedAt: null }),
    })
    .where(eq(users.id, person.id))
  if (!other) return
  await stopAllEmailChanges(tx, person.id)
  await withdrawResetLinks(tx, person.id)
  if (person.joinedAt) return
  const [open] = await tx
    .select({ id: invitations.id })
    .from(invitations)
    .where(
      and(
        eq(invitations.userId, person.id),
        isNull(invitations.usedAt),
        isNull(invitations.withdrawnAt),
        gt(invitations.expiresAt, sql`now()`),
      ),
    )
  const voided = await voidTemporaryPassword(tx, person.id)
  // Whoever is suspended gets no mail, and may be let in again while the old link would still hold.
  if (person.suspendedAt) await withdrawInvitations(tx, person.id)
  else if (open || voided) await sendInvitation(tx, actor, { ...person, email })
}
