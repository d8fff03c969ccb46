/** Replacing a temporary password by one's own, or one that the workspace finds too short by now: the first step after signing in with it. */
import { and, eq, gt, isNull, or, sql } from "drizzle-orm"
import { credentials } from "#db/schema/credentials.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { queueMail } from "#lib/email/queue.ts"
import { NotFound, refuse } from "#lib/errors.ts"
import { policyOf } from "#lib/workspaces/policy.ts"
import { passwordGiverMay } from "./given-by.ts"
import type { SetPasswordInput } from "./input.ts"
import { hashPassword, verifyPassword } from "./password.ts"
import { type PasswordPolicy, refusePassword } from "./password-rules.ts"
import { refuseWithoutPassword } from "./password-ways.ts"
import { endSessionsOf, moveSession } from "./session-store.ts"
import { sendCode } from "./verification.ts"

/** What an attacker would try first for this person. */
export const wordsAbout = (actor: Actor) => [
  actor.workspace.name,
  actor.workspace.slug,
  actor.user.firstName,
  actor.user.lastName,
  actor.user.email,
]

/**
 * Sets the person's own password in place of the one that they signed in with, ends their other sessions and answers the session's new token;
 * where it takes the place of their own, they are told by mail.
 * Refuses `temporary-password-over` (expired or replaced meanwhile, or its giver may give none any more), `temporary-password-reused`,
 * `password-too-short`, `password-too-common`, `password-personal`, `password-breached`, `sso-enforced`, `password-at-provider`.
 */
export async function setPassword(actor: Actor, { newPassword }: SetPasswordInput): Promise<string> {
  const { hash, policy, temporary } = await passwordToChange(actor)
  await refusePassword(newPassword, wordsAbout(actor), policy)
  refuse(await verifyPassword(hash, newPassword), "temporary-password-reused", "newPassword")
  const passwordHash = await hashPassword(newPassword)

  return change(actor, { stage: "password_change" }, "user.password_set", async (tx) => {
    await refuseWithoutPassword(tx, actor.user.id)
    if (temporary) await refuseIfGiverMayNot(tx, actor)
    const [replaced] = await tx
      .update(credentials)
      .set({ passwordHash, setAt: new Date(), temporaryUntil: null })
      .where(
        and(
          eq(credentials.userId, actor.user.id),
          // One of their own that is too short stays as it is until here; whatever replaces it ends this session.
          or(isNull(credentials.temporaryUntil), gt(credentials.temporaryUntil, sql`now()`)),
        ),
      )
      .returning({ userId: credentials.userId })
    refuse(!replaced, "temporary-password-over")
    await endSessionsOf(tx, actor.user.id, "password changed", actor.sessionId)
    if (!temporary) await tellOfChange(tx, actor)
    const [person] = await tx
      .select({ emailConfirmedAt: users.emailConfirmedAt, joinedAt: users.joinedAt })
      .from(users)
      .where(eq(users.id, actor.user.id))
    if (!person) throw new NotFound()
    if (person.emailConfirmedAt && person.joinedAt) return moveSession(tx, actor, "full")
    await sendCode(tx, { workspace: actor.workspace, user: actor.user })
    return moveSession(tx, actor, "verify_email")
  })
}

/** Whoever gave it may have signed in with it themselves, before they lost the right to give any. */
async function refuseIfGiverMayNot(tx: Tx, { user }: Actor): Promise<void> {
  const [person] = await tx.select({ giverMay: passwordGiverMay }).from(users).where(eq(users.id, user.id))
  refuse(!person?.giverMay, "temporary-password-over")
}

/** Their own is replaced, by whoever knew it: the person is told by mail. Within a change. */
export async function tellOfChange(tx: Tx, { workspace, user }: Actor): Promise<void> {
  await queueMail(tx, {
    workspace,
    userId: user.id,
    to: user.email,
    sentBy: null,
    message: { template: "password-changed", props: { firstName: user.firstName } },
  })
}

/** What is to be changed: whether it is a temporary password or one that is too short by now, and what the new one takes. */
export async function passwordToChange(
  actor: Actor,
): Promise<{ hash: string | undefined; temporary: boolean; policy: PasswordPolicy }> {
  return read(actor, { stage: "password_change" }, async (tx) => {
    const [current] = await tx
      .select({ hash: credentials.passwordHash, temporaryUntil: credentials.temporaryUntil })
      .from(credentials)
      .where(eq(credentials.userId, actor.user.id))
    return {
      hash: current?.hash,
      temporary: current === undefined || current.temporaryUntil !== null,
      policy: await policyOf(tx),
    }
  })
}
