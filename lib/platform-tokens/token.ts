/** A person's token for a back end: a signed JWT (RFC 9068) that says who they are, in which workspace, and what they may now. */
import { randomUUID } from "node:crypto"
import { eq, sql } from "drizzle-orm"
import { SignJWT } from "jose"
import { audiences } from "#db/schema/audiences.ts"
import type { Actor } from "#lib/access/actor.ts"
import { type Permission, permissions } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { countToken } from "#lib/auth/throttle.ts"
import { NotSignedIn, Refused } from "#lib/errors.ts"
import { settings } from "#lib/settings.ts"
import type { TokenInput } from "./input.ts"
import { currentSigningKey, signingAlgorithm } from "./signing-keys.ts"

/** Seconds. What a back end is told stays true for so long at most after somebody lost it. */
export const tokenLife = 300

/** The `typ` of its header, by which nobody takes another kind of token for one (RFC 9068 §2.1). */
export const tokenType = "at+jwt"

/** RFC 9068 wants the client that asked; there is but one, Roster's own pages, until programs can ask too. */
const clientId = "roster"

export type IssuedToken = { token: string; scope: string }

/**
 * A token for one of the workspace's back ends, with what of `scope` the actor holds now, or without `scope` all that they hold (RFC
 * 6749 §3.3: what they don't hold is left out, and the answer says what is in it). Somebody who holds nothing gets one that says so.
 * Refuses `unknown-audience`; `unknown-scope` for a word that is no permission or when nothing is left of those asked for; `throttled`.
 * Throws NotSignedIn for an actor without a session.
 */
export async function issueToken(
  actor: Actor,
  { audience, scope }: TokenInput,
  now = new Date(),
): Promise<IssuedToken> {
  if (!actor.sessionId) throw new NotSignedIn()
  const held = await read(actor, "self", async (tx) => {
    if (!(await isKnown(tx, audience))) throw new Refused("unknown-audience", "audience")
    return heldNow(tx, actor.user.id)
  })
  const granted = grantedOf(scope, held)
  await countToken(actor.sessionId)
  const { kid, key } = await currentSigningKey(now)
  const issuedAt = Math.floor(now.getTime() / 1000)
  const token = await new SignJWT({
    client_id: clientId,
    sid: actor.sessionId,
    workspace: actor.workspace.id,
    scope: granted,
  })
    .setProtectedHeader({ alg: signingAlgorithm, kid, typ: tokenType })
    .setIssuer(settings().authUrl)
    .setSubject(actor.user.id)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + tokenLife)
    .setJti(randomUUID())
    .sign(key)
  return { token, scope: granted }
}

/** PostgreSQL takes no text with a zero byte; no audience has one. */
async function isKnown(tx: Tx, audience: string): Promise<boolean> {
  if (!/^[\x21-\x7e]+$/.test(audience)) return false
  const found = await tx.select({ id: audiences.id }).from(audiences).where(eq(audiences.audience, audience))
  return found.length > 0
}

async function heldNow(tx: Tx, userId: string): Promise<ReadonlySet<Permission>> {
  const held = await rows<{ permission: Permission }>(
    tx,
    sql`select permission from user_permissions where user_id = ${userId}`,
  )
  return new Set(held.map(({ permission }) => permission))
}

function grantedOf(scope: string | undefined, held: ReadonlySet<Permission>): string {
  const asked = scope?.split(" ").filter(Boolean) ?? []
  const known: ReadonlySet<string> = new Set(permissions)
  if (asked.some((word) => !known.has(word))) throw new Refused("unknown-scope", "scope")
  const granted = permissions.filter(
    (permission) => held.has(permission) && (asked.length === 0 || asked.includes(permission)),
  )
  if (asked.length > 0 && granted.length === 0) throw new Refused("unknown-scope", "scope")
  return granted.join(" ")
}
