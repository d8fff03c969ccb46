/** Somebody's sessions as an admin sees and ends them (K). */
import { and, desc, eq } from "drizzle-orm"
import { identityProviders } from "#db/schema/identity-providers.ts"
import { sessions } from "#db/schema/sessions.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import { endSession, endSessionsOf } from "#lib/auth/session-store.ts"
import { NotFound } from "#lib/errors.ts"
import { isPerson } from "#lib/users/columns.ts"
import type { UserInput, UserSessionInput } from "#lib/users/input.ts"
import { lockUser } from "#lib/users/lock.ts"
import { deviceOf, isLive, startedAtProvider } from "./own.ts"

const mostEnded = 20

/** The person's live sessions, the latest used first, and those that ended last, with why. Throws NotFound. Needs `sessions:revoke`. */
export async function listSessionsOf(actor: Actor, userId: string) {
  const found = await read(actor, "sessions:revoke", async (tx) => {
    const [person] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, userId), isPerson))
    if (!person) throw new NotFound()
    return tx
      .select({
        id: sessions.id,
        live: isLive,
        stage: sessions.stage,
        userAgent: sessions.userAgent,
        ip: sessions.ip,
        provider: identityProviders.name,
        startedAt: sessions.createdAt,
        lastSeenAt: sessions.lastSeenAt,
        endedAt: sessions.endedAt,
        endedReason: sessions.endedReason,
      })
      .from(sessions)
      .leftJoin(identityProviders, startedAtProvider)
      .where(eq(sessions.userId, userId))
      .orderBy(desc(isLive), desc(sessions.lastSeenAt))
      .limit(200)
  })
  const shown = found.map(({ userAgent, ...session }) => ({
    ...session,
    device: deviceOf(userAgent),
    current: session.id === actor.sessionId,
  }))
  return {
    live: shown.filter(({ live }) => live),
    ended: shown.filter(({ live }) => !live).slice(0, mostEnded),
  }
}

/** Ends one session of the person: it is out at its next request. Throws NotFound. Needs `sessions:revoke`. */
export async function killSession(actor: Actor, { userId, sessionId }: UserSessionInput): Promise<void> {
  await change(actor, "sessions:revoke", "session.killed", async (tx) => {
    await lockUser(tx, userId)
    const [session] = await tx
      .select({ id: sessions.id })
      .from(sessions)
      .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)))
    if (!session) throw new NotFound()
    await endSession(tx, sessionId, "killed by an admin")
  })
}

/** Ends all of the person's sessions; one's own last, this one, stays. Throws NotFound. Needs `sessions:revoke`. */
export async function signOutEverywhere(actor: Actor, { userId }: UserInput): Promise<void> {
  await change(actor, "sessions:revoke", "user.signed_out", async (tx) => {
    await lockUser(tx, userId)
    const keep = userId === actor.user.id ? actor.sessionId : null
    await endSessionsOf(tx, userId, "signed out by an admin", keep)
  })
}
