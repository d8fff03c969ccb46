/** Taking away who a person is at a provider. */
import { and, eq, isNull } from "drizzle-orm"
import { identityLinks } from "#db/schema/identity-providers.ts"
import { sessions } from "#db/schema/sessions.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { endSession } from "#lib/auth/session-store.ts"
import { NotFound } from "#lib/errors.ts"
import type { UnlinkIdentityInput } from "#lib/users/input.ts"
import { lockUser } from "#lib/users/lock.ts"
import { applyRules } from "./mapping.ts"

/**
 * Unlinks the identity: it signs in as nobody, what it signed in ends (but for the actor's own session), and what the provider's rules
 * gave goes. Refuses `own-access`; NotFound. Needs `sso:manage`.
 */
export async function unlinkIdentity(
  actor: Actor,
  { userId, linkId, sure }: UnlinkIdentityInput,
): Promise<void> {
  await change(
    actor,
    "sso:manage",
    "user.unlinked",
    async (tx) => {
      await lockUser(tx, userId)
      const [link] = await tx
        .delete(identityLinks)
        .where(and(eq(identityLinks.id, linkId), eq(identityLinks.userId, userId)))
        .returning({ providerId: identityLinks.providerId })
      if (!link) throw new NotFound()
      await applyRules(tx, actor.workspace.id, link.providerId, userId)
      await endSessionsBy(tx, actor, userId, link.providerId)
    },
    { sure },
  )
}

async function endSessionsBy(tx: Tx, actor: Actor, userId: string, providerId: string): Promise<void> {
  const open = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(eq(sessions.userId, userId), eq(sessions.identityProviderId, providerId), isNull(sessions.endedAt)),
    )
  for (const { id } of open) if (id !== actor.sessionId) await endSession(tx, id, "unlinked")
}
