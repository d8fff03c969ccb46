/** Invitations from the admin's side: sent, sent again, copied as a link, withdrawn. */
import { and, gt, inArray, sql } from "drizzle-orm"
import { credentials } from "#db/schema/credentials.ts"
import { invitations } from "#db/schema/invitations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { insertInvitation, insertInvitations, withdrawInvitations } from "#lib/auth/invitation.ts"
import { invitationLink } from "#lib/auth/links.ts"
import { passwordRefusals } from "#lib/auth/password-ways.ts"
import { invitationsPerHour } from "#lib/auth/policy.ts"
import { endSessionsOf } from "#lib/auth/session-store.ts"
import { queueMails } from "#lib/email/queue.ts"
import { type RefusalCode, refuse } from "#lib/errors.ts"
import type { UserInput } from "./input.ts"
import { lockUser, type Person } from "./lock.ts"
import type { Facts } from "./status.ts"

type Invited = { id: string; email: string; firstName: string }

/** Makes an invitation and mails its link. Within a change. */
export const sendInvitation = (tx: Tx, actor: Actor, person: Invited): Promise<void> =>
  sendInvitations(tx, actor, [person])

/**
 * Makes an invitation for each of these people, one at least, and mails the links; whoever is to use no password gets one to the sign-in
 * page. Within a change.
 */
export async function sendInvitations(tx: Tx, actor: Actor, people: Invited[]): Promise<void> {
  const made = await insertInvitations(tx, {
    workspaceId: actor.workspace.id,
    userIds: people.map(({ id }) => id),
    createdBy: actor.user.id,
  })
  const byProvider = await passwordRefusals(
    tx,
    people.map(({ id }) => id),
  )
  await queueMails(
    tx,
    people.map(({ id, email, firstName }, n) => ({
      workspace: actor.workspace,
      userId: id,
      to: email,
      sentBy: actor.user,
      message: byProvider.has(id)
        ? { template: "invitation-by-provider", props: { firstName } }
        : {
            template: "invitation",
            props: {
              firstName,
              link: invitationLink(made[n]!.token),
              expiresAt: made[n]!.expiresAt.toISOString(),
            },
          },
    })),
  )
}

/**
 * Mails a fresh invitation; earlier links and temporary passwords stop working. Refuses `already-joined`, `suspended`,
 * `archived`, `invited-too-often`; NotFound. Needs `users:write`.
 */
export async function resendInvitation(actor: Actor, { userId }: UserInput): Promise<void> {
  await change(actor, "users:write", "user.invitation_sent", async (tx) => {
    const person = await lockInvitable(tx, userId)
    refuse((await invitedTooOften(tx, [userId])).has(userId), "invited-too-often")
    await voidTemporaryPassword(tx, userId)
    await sendInvitation(tx, actor, person)
  })
}

/** Makes a fresh invitation and answers its link, for handing over by another way than mail (X). Refuses as resending does. */
export async function copyInvitationLink(actor: Actor, { userId }: UserInput): Promise<{ link: string }> {
  return change(actor, "users:write", "user.invitation_link_made", async (tx) => {
    await lockInvitable(tx, userId)
    await voidTemporaryPassword(tx, userId)
    const { token } = await insertInvitation(tx, {
      workspaceId: actor.workspace.id,
      userId,
      createdBy: actor.user.id,
    })
    return { link: invitationLink(token) }
  })
}

/** Ends the open invitation or temporary password. Refuses `no-invitation`, `already-joined`, `archived`; NotFound. Needs `users:write`. */
export async function withdrawInvitation(actor: Actor, { userId }: UserInput): Promise<void> {
  await change(actor, "users:write", "user.invitation_withdrawn", async (tx) => {
    const person = await lockUser(tx, userId)
    refuse(person.archivedAt, "archived")
    refuse(person.joinedAt, "already-joined")
    const withdrawn = await withdrawInvitations(tx, userId)
    const voided = await voidTemporaryPassword(tx, userId)
    refuse(withdrawn === 0 && !voided, "no-invitation")
  })
}

/** Why this person can't be invited again, or null. */
export function inviteRefusal(
  person: Pick<Facts, "joinedAt" | "suspendedAt" | "archivedAt">,
): RefusalCode | null {
  if (person.archivedAt) return "archived"
  if (person.suspendedAt) return "suspended"
  return person.joinedAt ? "already-joined" : null
}

/** Those of these people who were sent as many invitations within the hour as one may be. */
export async function invitedTooOften(tx: Tx, userIds: string[]): Promise<Set<string>> {
  const found = await tx
    .select({ userId: invitations.userId })
    .from(invitations)
    .where(
      and(inArray(invitations.userId, userIds), gt(invitations.createdAt, sql`now() - interval '1 hour'`)),
    )
    .groupBy(invitations.userId)
    .having(sql`count(*) >= ${invitationsPerHour}`)
  return new Set(found.map(({ userId }) => userId))
}

async function lockInvitable(tx: Tx, userId: string): Promise<Person> {
  const person = await lockUser(tx, userId)
  const refusal = inviteRefusal(person)
  if (refusal) refuse(true, refusal)
  return person
}

/** Answers whether there was one. Whoever signed in with it meanwhile is out again: it may not have been the person. */
export async function voidTemporaryPassword(tx: Tx, userIds: string | string[]): Promise<boolean> {
  await endSessionsOf(tx, userIds, "invited anew")
  const voided = await tx
    .update(credentials)
    .set({ temporaryUntil: new Date() })
    .where(and(inArray(credentials.userId, [userIds].flat()), gt(credentials.temporaryUntil, sql`now()`)))
    .returning({ userId: credentials.userId })
  return voided.length > 0
}
