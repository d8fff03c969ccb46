/** An admin resets somebody's password, or their own: by a mailed link, or by a temporary password shown once (P, K). */
import { eq } from "drizzle-orm"
import { credentials } from "#db/schema/credentials.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { adminMark } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { refuseWithoutPassword } from "#lib/auth/password-ways.ts"
import { resetLinksLately, sendResetLink, withdrawResetLinks } from "#lib/auth/password-reset.ts"
import { passwordReset } from "#lib/auth/policy.ts"
import { endSessionsOf } from "#lib/auth/session-store.ts"
import { newTemporaryCredential } from "#lib/auth/temporary-password.ts"
import { requireRecentProof } from "#lib/auth/recent-proof.ts"
import { forgiveSignIn } from "#lib/auth/throttle.ts"
import { type RefusalCode, refuse } from "#lib/errors.ts"
import { normaliseEmail } from "#lib/input.ts"
import { policyOf } from "#lib/workspaces/policy.ts"
import { holdsAnyOf } from "./columns.ts"
import type { ResetPasswordOfInput } from "./input.ts"
import { lockUser } from "./lock.ts"
import type { Facts } from "./status.ts"

/**
 * By `link`: mails one, and everything else stays until it is used. `shown`: a temporary password takes the place of the old
 * one, every session ends, and the answer holds it, this once. Refuses `not-joined`, `suspended`, `reset-too-often`, `archived`, `sso-enforced`,
 * `password-at-provider`, and of one's own or an Admin's shown what requireRecentProof() does; NotFound. Needs `users:reset`.
 */
export async function resetPasswordOf(
  actor: Actor,
  { userId, way, currentPassword = "" }: ResetPasswordOfInput,
): Promise<{ temporaryPassword: string | null }> {
  if (way === "link") {
    await change(actor, "users:reset", "user.password_reset_sent", async (tx) => {
      const person = await lockUser(tx, userId)
      refuseIf(resetRefusal(person))
      await refuseWithoutPassword(tx, userId)
      refuse((await resetLinksLately(tx, userId)) >= passwordReset.perHour, "reset-too-often")
      await sendResetLink(tx, { workspace: actor.workspace, person, sentBy: actor.user })
    })
    return { temporaryPassword: null }
  }
  const { temporaryPasswordDays, asks } = await read(actor, "users:reset", async (tx) => ({
    ...(await policyOf(tx)),
    asks: userId === actor.user.id || (await isAdmin(tx, userId)),
  }))
  // Whoever finds a session open gets no password of its owner's by it, and none by which they would stay an Admin.
  if (asks) await requireRecentProof(actor, currentPassword)
  const { password, stored } = await newTemporaryCredential(temporaryPasswordDays)
  const email = await change(actor, "users:reset", "user.password_reset", async (tx) => {
    const person = await lockUser(tx, userId)
    refuseIf(resetRefusal(person))
    await refuseWithoutPassword(tx, userId)
    await tx
      .insert(credentials)
      .values({ workspaceId: actor.workspace.id, userId, ...stored })
      .onConflictDoUpdate({ target: [credentials.workspaceId, credentials.userId], set: stored })
    if (person.lockedUntil) await tx.update(users).set({ lockedUntil: null }).where(eq(users.id, userId))
    await withdrawResetLinks(tx, userId)
    // One's own reset leaves the session in which the answer is read.
    await endSessionsOf(tx, userId, "password reset", userId === actor.user.id ? actor.sessionId : undefined)
    return person.email
  })
  await forgiveSignIn(actor.workspace.id, normaliseEmail(email))
  return { temporaryPassword: password }
}

/** Why this person's password can't be reset, or null. Whether they may use one at all is asked apart. */
export function resetRefusal(
  person: Pick<Facts, "joinedAt" | "suspendedAt" | "archivedAt">,
): RefusalCode | null {
  if (person.archivedAt) return "archived"
  if (person.suspendedAt) return "suspended"
  return person.joinedAt ? null : "not-joined"
}

async function isAdmin(tx: Tx, userId: string): Promise<boolean> {
  const [person] = await tx
    .select({ admin: holdsAnyOf([adminMark]) })
    .from(users)
    .where(eq(users.id, userId))
  return person?.admin ?? false
}

function refuseIf(code: RefusalCode | null): void {
  if (code) refuse(true, code)
}
