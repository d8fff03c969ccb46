/** Ways to an identity provider and back: begun in one browser, answered whichever process is asked, used once (RFC 9700, 2.1). */
import { and, eq, isNull, sql } from "drizzle-orm"
import { timingSafeEqual } from "node:crypto"
import { uuidv7 } from "uuidv7"
import { ssoAttempts } from "#db/schema/sso.ts"
import type { Actor } from "#lib/access/actor.ts"
import { asSystem } from "#lib/access/as-system.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { hashToken, newToken } from "#lib/auth/keys.ts"
import { inMinutes, providerMinutes } from "#lib/auth/policy.ts"
import { IdentityRefused } from "#lib/identity.ts"
import { newRequestId } from "#lib/saml/request.ts"
import { seal, unseal } from "#lib/sealing.ts"
import type { ProviderRow } from "./provider.ts"

export const purposes = ["sign-in", "rehearsal", "link"] as const
export type Purpose = (typeof purposes)[number]

/** What is known of it to nobody but us, and what it was begun with. */
type Secrets = {
  nonce: string
  codeVerifier: string
  requestId: string
  /** The person has to show anew at the provider who they are. */
  forced: boolean
}

export type Attempt = Secrets & {
  id: string
  purpose: Purpose
  /** OIDC's state, SAML's RelayState. */
  state: string
  begunAt: Date
  /** Who tries out or links, and in which session; null for a sign-in. */
  userId: string | null
  sessionId: string | null
  /** A page of ours, looked at when it was begun (returnPath). */
  returnTo: string | null
}

type Beginning = {
  purpose: Purpose
  /** The token in the cookie of this browser. */
  browser: string
  actor: Actor | null
  returnTo: string | null
  forced: boolean
}

const secretsOf = (attemptId: string) => ({ purpose: "sign-in by a provider", owner: attemptId })
const answerOf = (attemptId: string) => ({ purpose: "answer of a provider", owner: attemptId })

/** Begins one; it lasts for 10 minutes. */
export async function beginAttempt(
  { workspaceId, id: providerId }: ProviderRow,
  { purpose, browser, actor, returnTo, forced }: Beginning,
): Promise<Attempt> {
  const [id, state, begunAt] = [uuidv7(), newToken(), new Date()]
  const secrets: Secrets = { nonce: newToken(), codeVerifier: newToken(), requestId: newRequestId(), forced }
  const by = { userId: actor?.user.id ?? null, sessionId: actor?.sessionId ?? null }
  await asSystem("sign-in", workspaceId, (tx) =>
    tx.insert(ssoAttempts).values({
      workspaceId,
      id,
      providerId,
      purpose,
      stateHash: hashToken(state),
      browserHash: hashToken(browser),
      sealed: seal(secrets, secretsOf(id)),
      ...by,
      returnTo,
      createdAt: begunAt,
      expiresAt: inMinutes(providerMinutes),
    }),
  )
  return { id, purpose, state, begunAt, ...secrets, ...by, returnTo }
}

/**
 * The attempt that this state names at this provider, for this one time. Throws IdentityRefused `state-mismatch` if there is none
 * (any more), `other-browser`, `replayed`.
 */
export async function takeAttempt(
  { workspaceId, id: providerId }: ProviderRow,
  { state, browser }: { state: string; browser: string | undefined },
): Promise<Attempt> {
  return asSystem("sign-in", workspaceId, async (tx) => {
    const found = await findBegun(tx, providerId, state)
    // The one that began in another browser stays good for that one.
    if (!browser || !timingSafeEqual(found.browserHash, hashToken(browser)))
      throw new IdentityRefused("other-browser", browser ? undefined : "It brought no cookie of ours.")
    const [taken] = await tx
      .update(ssoAttempts)
      .set({ usedAt: new Date() })
      .where(and(eq(ssoAttempts.id, found.id), isNull(ssoAttempts.usedAt)))
      .returning({ id: ssoAttempts.id })
    if (!taken) throw new IdentityRefused("replayed")
    const { id, createdAt: begunAt, userId, sessionId, returnTo } = found
    const secrets = unseal<Secrets>(found.sealed, secretsOf(id))
    return { id, purpose: found.purpose as Purpose, state, begunAt, ...secrets, userId, sessionId, returnTo }
  })
}

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
      .set({ answer: seal(answer, answerOf(found.id)) })
      .where(and(eq(ssoAttempts.id, found.id), isNull(ssoAttempts.answer), isNull(ssoAttempts.usedAt)))
      .returning({ id: ssoAttempts.id })
    if (!kept) throw new IdentityRefused("replayed")
  })
}

/** What was kept. Throws IdentityRefused `not-requested` if the provider posted nothing. */
export async function keptAnswer({ workspaceId }: ProviderRow, { id }: Attempt): Promise<string> {
  const [found] = await asSystem("sign-in", workspaceId, (tx) =>
    tx.select({ answer: ssoAttempts.answer }).from(ssoAttempts).where(eq(ssoAttempts.id, id)),
  )
  if (!found?.answer) throw new IdentityRefused("not-requested", "The provider has posted no answer.")
  return unseal<string>(found.answer, answerOf(id))
}

async function findBegun(
  tx: Tx,
  providerId: string,
  state: string,
  otherwise: "state-mismatch" | "not-requested" = "state-mismatch",
) {
  const [found] = await tx
    .select({
      id: ssoAttempts.id,
      purpose: ssoAttempts.purpose,
      browserHash: ssoAttempts.browserHash,
      sealed: ssoAttempts.sealed,
      userId: ssoAttempts.userId,
      sessionId: ssoAttempts.sessionId,
      returnTo: ssoAttempts.returnTo,
      createdAt: ssoAttempts.createdAt,
      over: sql<boolean>`${ssoAttempts.expiresAt} <= now()`,
    })
    .from(ssoAttempts)
    .where(and(eq(ssoAttempts.stateHash, hashToken(state)), eq(ssoAttempts.providerId, providerId)))
  if (!found) throw new IdentityRefused(otherwise)
  if (found.over)
    throw new IdentityRefused(otherwise, `It was begun more than ${providerMinutes} minutes ago.`)
  return found
}
