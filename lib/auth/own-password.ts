/** Changing one's own password with the current one. */
import { eq } from "drizzle-orm"
import { credentials } from "#db/schema/credentials.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import { refuse } from "#lib/errors.ts"
import { readPolicy } from "#lib/workspaces/policy.ts"
import type { ChangePasswordInput } from "./input.ts"
import { provePassword } from "./own-proof.ts"
import { hashPassword } from "./password.ts"
import { refusePassword } from "./password-rules.ts"
import { type PasswordRefusal, passwordRefusals, refuseWithoutPassword } from "./password-ways.ts"
import { tellOfChange, wordsAbout } from "./password-change.ts"
import { withdrawResetLinks } from "./password-reset.ts"
import { endSessionsOf, moveSession } from "./session-store.ts"

/**
 * Sets a new password, ends the actor's other sessions, tells them by mail, and answers this session's new token. Refuses
 * `password-wrong` (tries count as failed sign-ins do, then `throttled`), `password-unchanged`, `password-too-short`,
 * `password-too-common`, `password-personal`, `password-breached`, `sso-enforced`, `password-at-provider`.
 */
export async function changeOwnPassword(
  actor: Actor,
  { currentPassword, newPassword }: ChangePasswordInput,
): Promise<string> {
  const { user } = actor
  const none = await ownPasswordRefusal(actor)
  if (none) refuse(true, none)
  await provePassword(actor, currentPassword)
  refuse(
    newPassword.normalize("NFC") === currentPassword.normalize("NFC"),
    "password-unchanged",
    "newPassword",
  )
  await refusePassword(newPassword, wordsAbout(actor), await readPolicy(actor))
  const passwordHash = await hashPassword(newPassword)

  return change(actor, "self", "user.password_changed", async (tx) => {
    await refuseWithoutPassword(tx, user.id)
    await tx
      .update(credentials)
      .set({ passwordHash, setAt: new Date(), temporaryUntil: null })
      .where(eq(credentials.userId, user.id))
    await withdrawResetLinks(tx, user.id)
    await endSessionsOf(tx, user.id, "password changed", actor.sessionId)
    await tellOfChange(tx, actor)
    return moveSession(tx, actor, "full")
  })
}

/** Why the actor can have no password of their own, or null. */
export async function ownPasswordRefusal(actor: Actor): Promise<PasswordRefusal | null> {
  return read(
    actor,
    "self",
    async (tx) => (await passwordRefusals(tx, [actor.user.id])).get(actor.user.id) ?? null,
  )
}

/** Whether the actor has a password, be it a temporary one; who came by a provider that is off by now may have none. */
export async function hasOwnPassword(actor: Actor): Promise<boolean> {
  const found = await read(actor, "self", (tx) =>
    tx.select({ id: credentials.userId }).from(credentials).where(eq(credentials.userId, actor.user.id)),
  )
  return found.length > 0
}
