/** Making access tokens: one's own, anew in place of one, and the step that service accounts' tokens are made by too. */
import { eq, sql } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { accessTokens } from "#db/schema/access-tokens.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { type Permission, permissions } from "#lib/access/permissions.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { hashToken } from "#lib/auth/keys.ts"
import { inDays } from "#lib/auth/policy.ts"
import { requireRecentProof } from "#lib/auth/recent-proof.ts"
import { refuse } from "#lib/errors.ts"
import type { CreateTokenInput, RegenerateTokenInput } from "./input.ts"
import { heldBy } from "./owner.ts"
import { revoke } from "./revocation.ts"
import { newAccessToken, startOf, type TokenKind } from "./secret.ts"

/** As many as somebody can keep an eye on. */
export const mostTokens = 50

/** A new token, which exists in this one answer and nowhere else. */
export type MadeToken = { id: string; name: string; token: string; expiresAt: Date }

/**
 * Makes a token of the actor's own. Refuses `scope-not-held`, `too-many-tokens`, `form-spent` when the form was posted before, what
 * requireRecentProof does, and `not-permitted` to whoever acts by a token.
 */
export async function createToken(
  actor: Actor,
  { currentPassword, ...input }: CreateTokenInput,
): Promise<MadeToken> {
  await requireOneself(actor, currentPassword)
  return change(actor, "self", "access_token.created", (tx) =>
    makeToken(tx, actor, { ...input, kind: "person", userId: actor.user.id }),
  )
}

/**
 * Makes a token in place of one of the actor's own, which ends at once: of the same name, with those of its scopes that the actor holds
 * still. Refuses `token-ended` for one that was revoked, `token-empty` if no scope is left, `too-many-tokens` in place of one that has
 * expired, and as createToken does; NotFound, also for anybody else's.
 */
export async function regenerateToken(
  actor: Actor,
  { tokenId, days, currentPassword }: RegenerateTokenInput,
): Promise<MadeToken> {
  await requireOneself(actor, currentPassword)
  const userId = actor.user.id
  return change(actor, "self", "access_token.regenerated", async (tx) => {
    const { name, scopes } = await revoke(tx, { userId, tokenId, as: "regenerated" })
    const held = await heldBy(tx, userId)
    const left = permissions.filter((permission) => scopes.includes(permission) && held.has(permission))
    refuse(left.length === 0, "token-empty")
    return makeToken(tx, actor, { name, days, scopes: left, kind: "person", userId })
  })
}

type Making = {
  kind: TokenKind
  /** Whose it becomes: the actor, or a service account. */
  userId: string
  id?: string | undefined
  name: string
  days: number
  scopes: Permission[]
}

/**
 * Makes a token of `userId` within a change that says so, and answers it. Refuses `scope-not-held`, `too-many-tokens`, and
 * `form-spent` if its `id` has made one.
 */
export async function makeToken(tx: Tx, actor: Actor, making: Making): Promise<MadeToken> {
  const { kind, userId, name, days, id = uuidv7() } = making
  const [spent] = await tx.select({ id: accessTokens.id }).from(accessTokens).where(eq(accessTokens.id, id))
  refuse(spent, "form-spent")
  const held = await heldBy(tx, userId)
  refuse(!making.scopes.every((scope) => held.has(scope)), "scope-not-held", "scopes")
  refuse((await countLive(tx, userId)) >= mostTokens, "too-many-tokens")
  const token = newAccessToken(kind)
  const expiresAt = inDays(days)
  await tx.insert(accessTokens).values({
    workspaceId: actor.workspace.id,
    id,
    userId,
    name,
    start: startOf(token),
    tokenHash: hashToken(token),
    scopes: permissions.filter((permission) => making.scopes.includes(permission)),
    createdBy: actor.user.id,
    expiresAt,
  })
  return { id, name, token, expiresAt }
}

/** A token makes no tokens: whoever got hold of one could go on for ever. */
async function requireOneself(actor: Actor, currentPassword: string): Promise<void> {
  refuse(actor.via !== "session", "not-permitted")
  await requireRecentProof(actor, currentPassword)
}

async function countLive(tx: Tx, userId: string): Promise<number> {
  const [live] = await rows<{ tokens: number }>(
    tx,
    sql`select count(*)::int as tokens from access_tokens where user_id = ${userId} and revoked_at is null and expires_at > now()`,
  )
  return live!.tokens
}
