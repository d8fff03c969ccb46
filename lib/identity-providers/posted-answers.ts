/** What a SAML provider had a browser post, kept until that browser fetches it. */
import { and, eq, isNull } from "drizzle-orm"
import { ssoAttempts } from "#db/schema/sso.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { IdentityRefused } from "#lib/identity.ts"
import { seal, unseal } from "#lib/sealing.ts"
import { type Attempt, findBegun } from "./attempts.ts"
import type { ProviderRow } from "./provider.ts"

const sealedFor = (attemptId: string) => ({ purpose: "answer of a provider", owner: attemptId })

/**
 * Keeps what a provider posted until the browser fetches it: a post from another site carries no cookie of ours. The first one counts.
 * Throws IdentityRefused `not-requested`, `replayed`.
 */
export async function keepAnswer(
  { workspaceId, id: providerId }: ProviderRow,
  { state, answer }: { state: string; answer: string },
): Promise<void> {
  await asSystem("sign-in", workspaceId, async (tx) => {
    const found = await findBegun(tx, providerId, state, "not-requested")
    const [kept] = await tx
      .update(ssoAttempts)
      .set({ answer: seal(answer, sealedFor(found.id)) })
      .where(and(eq(ssoAttempts.id, found.id), isNull(ssoAttempts.answer), isNull(ssoAttempts.usedAt)))
      .returning({ id: ssoAttempts.id })
    if (!kept) throw new IdentityRefused("replayed")
  })
}

/** What was kept, and is from now on no longer: it may be large, and tells of a person. Throws IdentityRefused `not-requested` if the provider posted nothing. */
export async function keptAnswer({ workspaceId }: ProviderRow, { id }: Attempt): Promise<string> {
  const which = eq(ssoAttempts.id, id)
  const [found] = await asSystem("sign-in", workspaceId, async (tx) => {
    const kept = await tx.select({ answer: ssoAttempts.answer }).from(ssoAttempts).where(which)
    await tx.update(ssoAttempts).set({ answer: null }).where(which)
    return kept
  })
  if (!found?.answer) throw new IdentityRefused("not-requested", "The provider has posted no answer.")
  return unseal<string>(found.answer, sealedFor(id))
}
