/** The access tokens of a service account: several at once, so that one can take another's place without a pause. */
import { type Actor, can } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { type Permission, permissions } from "#lib/access/permissions.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { type MadeToken, makeToken } from "#lib/access-tokens/making.ts"
import { heldBy, heldEverywhere } from "#lib/access-tokens/owner.ts"
import { revoke } from "#lib/access-tokens/revocation.ts"
import { requireRecentProof } from "#lib/auth/recent-proof.ts"
import { refuse } from "#lib/errors.ts"
import type {
  CreateServiceTokenInput,
  RegenerateServiceTokenInput,
  RevokeServiceTokenInput,
} from "./input.ts"
import { givingAccess, inItsWords, lockServiceAccount } from "./lock.ts"

/**
 * Makes a token of the service account. Refuses `beyond-own-access` for a scope that the actor does not hold, `scope-not-held` for one that
 * the account does not, `too-many-tokens`, `form-spent`, `service-account-outranks`, what requireRecentProof does, and `not-permitted` to
 * whoever acts by a token; NotFound. Needs `settings:manage` and `users:write`.
 */
export async function createServiceToken(
  actor: Actor,
  { accountId, currentPassword, ...input }: CreateServiceTokenInput,
): Promise<MadeToken> {
  await requireOneself(actor, currentPassword)
  return change(actor, givingAccess, "access_token.created", async (tx) => {
    await lockServiceAccount(tx, accountId)
    await refuseBeyondOwn(tx, actor, input.scopes)
    return makeToken(tx, actor, { ...input, kind: "service", userId: accountId })
  }).catch(inItsWords)
}

/**
 * Makes a token in place of one, which ends at once: of the same name, with those of its scopes that the account holds still. Refuses
 * `token-ended` for one that was revoked, `token-empty`, and as createServiceToken does; NotFound. Needs `settings:manage` and `users:write`.
 */
export async function regenerateServiceToken(
  actor: Actor,
  { accountId, tokenId, days, currentPassword }: RegenerateServiceTokenInput,
): Promise<MadeToken> {
  await requireOneself(actor, currentPassword)
  return change(actor, givingAccess, "access_token.regenerated", async (tx) => {
    await lockServiceAccount(tx, accountId)
    const { name, scopes } = await revoke(tx, { userId: accountId, tokenId, as: "regenerated" })
    const held = await heldBy(tx, accountId)
    const left = permissions.filter((permission) => scopes.includes(permission) && held.has(permission))
    refuse(left.length === 0, "service-token-empty")
    await refuseBeyondOwn(tx, actor, left)
    return makeToken(tx, actor, { name, days, scopes: left, kind: "service", userId: accountId })
  }).catch(inItsWords)
}

/**
 * Ends a token of the service account. Refuses `token-ended`, `service-account-outranks`, and what requireRecentProof does; NotFound. Needs
 * `settings:manage`.
 */
export async function revokeServiceToken(
  actor: Actor,
  { accountId, tokenId, currentPassword }: RevokeServiceTokenInput,
): Promise<void> {
  refuse(!can(actor, "settings:manage"), "not-permitted")
  if (actor.via === "session") await requireRecentProof(actor, currentPassword)
  await change(actor, "settings:manage", "access_token.revoked", async (tx) => {
    await lockServiceAccount(tx, accountId)
    await revoke(tx, { userId: accountId, tokenId, as: "admin" })
  }).catch(inItsWords)
}

/**
 * Nobody makes a key that is stronger than they are; rank alone would let bot and conversation permissions through. What one may on a bot
 * of one's own counts for nothing: an account holds what it holds on all of them.
 */
async function refuseBeyondOwn(tx: Tx, actor: Actor, scopes: readonly Permission[]): Promise<void> {
  const own = await heldEverywhere(tx, actor.user.id)
  refuse(!scopes.every((scope) => own.has(scope)), "beyond-own-access", "scopes")
}

/** A token makes no tokens: whoever got hold of one could go on for ever. */
async function requireOneself(actor: Actor, currentPassword: string): Promise<void> {
  refuse(actor.via !== "session" || !can(actor, givingAccess), "not-permitted")
  await requireRecentProof(actor, currentPassword)
}
