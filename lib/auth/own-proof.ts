/** Asking a signed-in person for their password once more, before what would lock them out for good. */
import { eq } from "drizzle-orm"
import { credentials } from "#db/schema/credentials.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { refuse } from "#lib/errors.ts"
import { normaliseEmail } from "#lib/input.ts"
import { readPolicy } from "#lib/workspaces/policy.ts"
import { verifyPassword } from "./password.ts"
import { countSignIn, forgiveSignIn, giveBackToNetwork } from "./throttle.ts"

/** Refuses `password-wrong` beside `currentPassword`; tries count as failed sign-ins do, then `throttled`. */
export async function provePassword(actor: Actor, currentPassword: string): Promise<void> {
  const { workspace, user, origin } = actor
  const account = { workspaceId: workspace.id, emailNorm: normaliseEmail(user.email), ip: origin.ip }
  // Counted apart from sign-ins: who has this session at hand is no stranger, and must not lock the account from within.
  const device = `session ${actor.sessionId}`
  const { lockTries: tries, lockWindowMinutes: minutes } = await readPolicy(actor)
  const { open } = await countSignIn({ ...account, device, limits: { tries, minutes } })
  refuse(!open, "throttled")
  const [current] = await read(actor, "self", (tx) =>
    tx.select({ hash: credentials.passwordHash }).from(credentials).where(eq(credentials.userId, user.id)),
  )
  refuse(!(await verifyPassword(current?.hash, currentPassword)), "password-wrong", "currentPassword")
  await forgiveSignIn(account.workspaceId, account.emailNorm, device)
  await giveBackToNetwork(origin.ip)
}
