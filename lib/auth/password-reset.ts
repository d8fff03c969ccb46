/** A forgotten password: a link is mailed, opens one page for half an hour, and sets a new one. */
import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { credentials } from "#db/schema/credentials.ts"
import { passwordResets } from "#db/schema/password-resets.ts"
import { users } from "#db/schema/users.ts"
import type { Actor, Origin } from "#lib/access/actor.ts"
import { asSystem, changeAsSystem } from "#lib/access/as-system.ts"
import { findPasswordReset, type Workspace } from "#lib/access/lookups.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { queueMail } from "#lib/email/queue.ts"
import { Refused } from "#lib/errors.ts"
import { normaliseEmail } from "#lib/input.ts"
import { policyOf } from "#lib/workspaces/policy.ts"
import type { ResetPasswordInput } from "./input.ts"
import { hashToken, newToken } from "./keys.ts"
import { resetLink } from "./links.ts"
import { hashPassword } from "./password.ts"
import { refusePassword } from "./password-rules.ts"
import { refuseWithoutPassword } from "./password-ways.ts"
import { inMinutes, passwordReset as limits } from "./policy.ts"
import { endSessionsOf } from "./session-store.ts"
import { forgiveSignIn } from "./throttle.ts"

export type Recipient = { id: string; email: string; firstName: string }

/** Makes a reset link and mails it; the person's earlier ones stop working. Within a change. */
export async function sendResetLink(
  tx: Tx,
  { workspace, person, sentBy }: { workspace: Workspace; person: Recipient; sentBy: Actor["user"] | null },
): Promise<void> {
  await withdrawResetLinks(tx, person.id)
  const token = newToken()
  const expiresAt = inMinutes(limits.minutes)
  await tx.insert(passwordResets).values({
    workspaceId: workspace.id,
    id: uuidv7(),
    userId: person.id,
    tokenHash: hashToken(token),
    expiresAt,
  })
  await queueMail(tx, {
    workspace,
    userId: person.id,
    to: person.email,
    sentBy,
    message: {
      template: "password-reset",
      props: { firstName: person.firstName, link: resetLink(token), expiresAt: expiresAt.toISOString() },
    },
  })
}

/** Whom the link is for, for the page that it opens; null if it is unknown, used, superseded or expired. */
export async function readPasswordReset(token: string) {
  const found = await findPasswordReset(hashToken(token))
  if (!found) return null
  return asSystem("reset-password", found.workspace.id, async (tx) => {
    const [person] = await selectOpen(tx, found.linkId)
    const policy = await policyOf(tx)
    return person ? { workspace: found.workspace, policy, ...person } : null
  })
}

/**
 * Sets the new password: every session ends, a lock is lifted, the address counts as confirmed, and its owner is told. Answers
 * the workspace to sign in to. Refuses `link-invalid`, `password-too-short`, `password-too-common`, `password-personal`, `password-breached`,
 * `sso-enforced`, `password-at-provider`.
 */
export async function resetPassword(
  { token, newPassword }: ResetPasswordInput,
  origin: Origin,
): Promise<{ slug: string }> {
  const found = await readPasswordReset(token)
  if (!found) throw new Refused("link-invalid")
  const { workspace, resetId, id: userId, email, firstName, lastName, policy } = found
  await refusePassword(newPassword, [workspace.name, workspace.slug, firstName, lastName, email], policy)
  const passwordHash = await hashPassword(newPassword)
  await changeAsSystem(
    "reset-password",
    workspace.id,
    "user.password_reset",
    async (tx) => {
      // Read again under the change's lock: of two who use the link at once, one finds it used.
      const [person] = await selectOpen(tx, resetId)
      if (!person) throw new Refused("link-invalid")
      await refuseWithoutPassword(tx, userId)
      const setAt = new Date()
      await tx.update(passwordResets).set({ usedAt: setAt }).where(eq(passwordResets.id, resetId))
      await tx
        .insert(credentials)
        .values({ workspaceId: workspace.id, userId, passwordHash })
        .onConflictDoUpdate({
          target: [credentials.workspaceId, credentials.userId],
          set: { passwordHash, setAt, temporaryUntil: null },
        })
      await tx
        .update(users)
        .set({ lockedUntil: null, emailConfirmedAt: sql`coalesce(${users.emailConfirmedAt}, now())` })
        .where(eq(users.id, userId))
      await endSessionsOf(tx, userId, "password reset")
      await queueMail(tx, {
        workspace,
        userId,
        to: email,
        sentBy: null,
        message: { template: "password-changed", props: { firstName } },
      })
    },
    { actorId: userId, origin },
  )
  await forgiveSignIn(workspace.id, normaliseEmail(email))
  return { slug: workspace.slug }
}

/** How many reset links were made for the person within the hour. */
export async function resetLinksLately(tx: Tx, userId: string): Promise<number> {
  const [lately] = await tx
    .select({ made: sql<number>`count(*)::int` })
    .from(passwordResets)
    .where(
      and(eq(passwordResets.userId, userId), gt(passwordResets.createdAt, sql`now() - interval '1 hour'`)),
    )
  return lately?.made ?? 0
}

/** Ends the open reset links of these people. Within a change. */
export async function withdrawResetLinks(tx: Tx, userIds: string | string[]): Promise<void> {
  await tx
    .update(passwordResets)
    .set({ withdrawnAt: new Date() })
    .where(
      and(
        inArray(passwordResets.userId, [userIds].flat()),
        isNull(passwordResets.usedAt),
        isNull(passwordResets.withdrawnAt),
      ),
    )
}

const selectOpen = (tx: Tx, resetId: string) =>
  tx
    .select({
      resetId: passwordResets.id,
      id: users.id,
      email: users.email,
      firstName: users.firstName,
      lastName: users.lastName,
    })
    .from(passwordResets)
    .innerJoin(
      users,
      and(eq(users.workspaceId, passwordResets.workspaceId), eq(users.id, passwordResets.userId)),
    )
    .where(
      and(
        eq(passwordResets.id, resetId),
        isNull(passwordResets.usedAt),
        isNull(passwordResets.withdrawnAt),
        gt(passwordResets.expiresAt, sql`now()`),
        isNull(users.suspendedAt),
        isNull(users.archivedAt),
      ),
    )
