/** Trying a provider out: a real sign-in whose end is kept for the admin who began it, and changes nothing. */
import { and, eq, sql } from "drizzle-orm"
import { ssoAttempts } from "#db/schema/sso.ts"
import type { Actor } from "#lib/access/actor.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { read } from "#lib/access/read.ts"
import { NotFound, Refused } from "#lib/errors.ts"
import type { Identity, IdentityRefused } from "#lib/identity.ts"
import { isUuid } from "#lib/input.ts"
import { seal, unseal } from "#lib/sealing.ts"
import type { Attempt } from "./attempts.ts"
import type { ProviderRow } from "./provider.ts"
import type { SignInRefusal } from "./sign-ins.ts"

/** How a rehearsal ended. Instants have become texts. */
export type Rehearsed =
  | { identity: Identity }
  | {
      refused: SignInRefusal
      detail: string | null
      claims: Record<string, unknown>
      checks: string[]
    }

const sealedFor = (attemptId: string) => ({ purpose: "rehearsal", owner: attemptId })

/** The page that shows it. */
export const rehearsalPath = (providerId: string, attemptId: string) =>
  `/settings/identity-providers/${providerId}/rehearsals/${attemptId}`

/** Keeps whom the provider named; what a sign-in would do is worked out when it is looked at (wouldDo). */
export const keepRehearsed = (provider: ProviderRow, attempt: Attempt, identity: Identity) =>
  keep(provider, attempt, { identity })

/** Keeps why the provider's answer was refused. */
export async function keepRefused(
  provider: ProviderRow,
  attempt: Attempt,
  error: IdentityRefused | Refused,
): Promise<void> {
  const isOurs = error instanceof Refused
  const { claims = {}, checks = [] } = isOurs ? {} : error.seen
  await keep(provider, attempt, {
    refused: isOurs ? error.code : error.reason,
    detail: isOurs ? null : (error.detail ?? null),
    claims,
    checks,
  })
}

const keep = ({ workspaceId }: ProviderRow, { id }: Attempt, ended: Rehearsed) =>
  asSystem("sign-in", workspaceId, (tx) =>
    tx
      .update(ssoAttempts)
      .set({ outcome: seal(ended, sealedFor(id)), usedAt: sql`coalesce(${ssoAttempts.usedAt}, now())` })
      .where(eq(ssoAttempts.id, id)),
  )

/** How the actor's own rehearsal ended; null while it goes on. NotFound, also for somebody else's. Needs `sso:manage`. */
export async function readRehearsed(
  actor: Actor,
  providerId: string,
  attemptId: string,
): Promise<Rehearsed | null> {
  return read(actor, "sso:manage", async (tx) => {
    if (!isUuid(providerId) || !isUuid(attemptId)) throw new NotFound()
    const [found] = await tx
      .select({ outcome: ssoAttempts.outcome })
      .from(ssoAttempts)
      .where(
        and(
          eq(ssoAttempts.id, attemptId),
          eq(ssoAttempts.providerId, providerId),
          eq(ssoAttempts.userId, actor.user.id),
          eq(ssoAttempts.purpose, "rehearsal"),
        ),
      )
    if (!found) throw new NotFound()
    return found.outcome ? unseal<Rehearsed>(found.outcome, sealedFor(attemptId)) : null
  })
}
