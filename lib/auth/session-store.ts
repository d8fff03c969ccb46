/** Sessions as rows: begun at sign-in, given a new token at each step, ended for good. */
import { and, eq, gt, inArray, isNull, ne, or, sql } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { sessions } from "#db/schema/sessions.ts"
import { userActivity } from "#db/schema/users.ts"
import type { Actor, Origin, Stage } from "#lib/access/actor.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { type FoundSession, findSession, principalOf } from "#lib/access/lookups.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotSignedIn } from "#lib/errors.ts"
import { presentFields } from "#lib/profile-fields/in-effect.ts"
import { policyOf } from "#lib/workspaces/policy.ts"
import { hashToken, newToken } from "./keys.ts"
import { inDays, inMinutes, stepMinutes } from "./policy.ts"

/** When a session that comes to this stage now ends, and after how many idle minutes, by the workspace's policy. */
async function lifeOf(tx: Tx, stage: Stage): Promise<{ end: Date; idleMinutes: number }> {
  const { sessionDays, sessionIdleMinutes } = await policyOf(tx, { held: true })
  return {
    end: stage === "full" ? inDays(sessionDays) : inMinutes(stepMinutes),
    idleMinutes: sessionIdleMinutes,
  }
}

/** Begins a session of the person and answers its token; only the token's hash is stored. */
export async function startSession(
  tx: Tx,
  {
    workspaceId,
    userId,
    stage,
    origin,
    providerId = null,
    until = null,
    provedAt = new Date(),
  }: {
    workspaceId: string
    userId: string
    stage: Stage
    origin: Origin
    /** Where they signed in, if not here. */
    providerId?: string | null
    /** The end that the provider set, if it is before ours. */
    until?: Date | null
    /** When they last showed who they are, if not just now. */
    provedAt?: Date
  },
): Promise<string> {
  const { end, idleMinutes } = await lifeOf(tx, stage)
  const token = newToken()
  await tx.insert(sessions).values({
    workspaceId,
    id: uuidv7(),
    userId,
    tokenHash: hashToken(token),
    stage,
    identityProviderId: providerId,
    provedAt,
    expiresAt: until && until < end ? until : end,
    profileFields: stage === "full" ? await presentFields(tx) : null,
    idleMinutes,
    ip: origin.ip,
    userAgent: origin.userAgent,
  })
  if (stage === "full") await noteSignIn(tx, workspaceId, userId)
  return token
}

/** Takes the actor's session to its next step under a new token (ASVS 5.0 7.2.4) and answers that. */
export async function moveSession(tx: Tx, actor: Actor, stage: Stage): Promise<string> {
  if (!actor.sessionId) throw new NotSignedIn()
  const token = newToken()
  const { end, idleMinutes } = await lifeOf(tx, stage)
  await tx
    .update(sessions)
    .set({
      stage,
      idleMinutes,
      tokenHash: hashToken(token),
      // As they are when the person comes in: a new token later on is no sign-in.
      ...(stage === "full" && actor.stage !== "full" && { profileFields: await presentFields(tx) }),
      // One that began at a provider stays within the end that this set.
      expiresAt: sql`case when ${sessions.identityProviderId} is null then ${end.toISOString()} else ${sessions.expiresAt} end`,
    })
    .where(eq(sessions.id, actor.sessionId))
  if (stage === "full") await noteSignIn(tx, actor.workspace.id, actor.user.id)
  return token
}

/**
 * Brings the workspace's open sessions within its policy: none lasts or rests longer than one that begins now would. Within a change.
 * Loosening gives them nothing: they keep what they began with.
 */
export async function shortenSessions(tx: Tx): Promise<void> {
  const { sessionDays, sessionIdleMinutes } = await policyOf(tx)
  const end = sql`${sessions.createdAt} + make_interval(days => ${sessionDays})`
  await tx
    .update(sessions)
    .set({
      idleMinutes: sql`least(${sessions.idleMinutes}, ${sessionIdleMinutes})`,
      expiresAt: sql`least(${sessions.expiresAt}, ${end})`,
    })
    .where(
      and(
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, sql`now()`),
        or(gt(sessions.idleMinutes, sessionIdleMinutes), gt(sessions.expiresAt, end)),
      ),
    )
}

/** Notes that the actor has just shown again who they are. */
export async function noteProof({ workspace, sessionId }: Actor): Promise<void> {
  if (!sessionId) throw new NotSignedIn()
  await asSystem("sign-in", workspace.id, (tx) =>
    tx.update(sessions).set({ provedAt: new Date() }).where(eq(sessions.id, sessionId)),
  )
}

/** Ends one session, if it lives still. */
export async function endSession(tx: Tx, sessionId: string, reason: string): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: new Date(), endedReason: reason })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)))
}

/** Ends every session of these people, but for the one to keep, if any. */
export async function endSessionsOf(
  tx: Tx,
  userIds: string | string[],
  reason: string,
  keep?: string | null,
): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: new Date(), endedReason: reason })
    .where(
      and(
        inArray(sessions.userId, [userIds].flat()),
        isNull(sessions.endedAt),
        keep ? ne(sessions.id, keep) : undefined,
      ),
    )
}

/** Ends the person's sessions that began at this provider, but for the one to keep, if any. */
export async function endSessionsBy(
  tx: Tx,
  {
    userId,
    providerId,
    reason,
    keep,
  }: { userId: string; providerId: string; reason: string; keep: string | null },
): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: new Date(), endedReason: reason })
    .where(
      and(
        eq(sessions.userId, userId),
        eq(sessions.identityProviderId, providerId),
        isNull(sessions.endedAt),
        keep ? ne(sessions.id, keep) : undefined,
      ),
    )
}

/** Ends the session that this token opens, whosever it is; nothing for a token that opens none. */
export async function endSessionOf(token: string, reason: string): Promise<void> {
  const found = await findSession(hashToken(token))
  if (found) await asSystem("sign-out", found.workspace_id, (tx) => endSession(tx, found.session_id, reason))
}

/** The actor of a session that was found. */
export function actorOf(found: FoundSession, origin: Origin): Actor {
  return {
    via: "session",
    sessionId: found.session_id,
    tokenId: null,
    stage: found.stage,
    ...principalOf(found, origin),
  }
}

async function noteSignIn(tx: Tx, workspaceId: string, userId: string): Promise<void> {
  const lastSignInAt = new Date()
  await tx
    .insert(userActivity)
    .values({ workspaceId, userId, lastSignInAt })
    .onConflictDoUpdate({ target: [userActivity.workspaceId, userActivity.userId], set: { lastSignInAt } })
}
