/** One's own sessions: seen and ended on `/account/sessions`. */
import Bowser from "bowser"
import { and, desc, eq, sql } from "drizzle-orm"
import { identityProviders } from "#db/schema/identity-providers.ts"
import { sessions } from "#db/schema/sessions.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import type { EndSessionInput } from "#lib/auth/input.ts"
import { endSession, endSessionsOf } from "#lib/auth/session-store.ts"
import { NotFound } from "#lib/errors.ts"

export type OwnSession = {
  id: string
  current: boolean
  /** Such as "Chrome on Windows". */
  device: string
  ip: string | null
  /** Where the person signed in; null: here. */
  provider: string | null
  startedAt: Date
  lastSeenAt: Date
}

/** Whether a session still opens something. */
export const isLive = sql<boolean>`(${sessions.endedAt} is null and ${sessions.expiresAt} > now()
  and ${sessions.lastSeenAt} > now() - make_interval(mins => ${sessions.idleMinutes}))`

/** The provider by which a session began. */
export const startedAtProvider = and(
  eq(identityProviders.workspaceId, sessions.workspaceId),
  eq(identityProviders.id, sessions.identityProviderId),
)

/** The actor's live sessions, this one first, then the latest used. */
export async function listOwnSessions(actor: Actor): Promise<OwnSession[]> {
  const found = await read(actor, "self", (tx) =>
    tx
      .select({
        id: sessions.id,
        userAgent: sessions.userAgent,
        ip: sessions.ip,
        provider: identityProviders.name,
        startedAt: sessions.createdAt,
        lastSeenAt: sessions.lastSeenAt,
      })
      .from(sessions)
      .leftJoin(identityProviders, startedAtProvider)
      .where(and(eq(sessions.userId, actor.user.id), isLive))
      .orderBy(desc(sql`${sessions.id} = ${actor.sessionId}`), desc(sessions.lastSeenAt))
      .limit(100),
  )
  return found.map(({ userAgent, ...session }) => ({
    ...session,
    current: session.id === actor.sessionId,
    device: deviceOf(userAgent),
  }))
}

/** Ends one of the actor's own sessions; it is out at its next click. Throws NotFound for anybody else's. */
export async function endOwnSession(actor: Actor, { sessionId }: EndSessionInput): Promise<void> {
  await change(actor, "self", "session.ended", async (tx) => {
    const [own] = await tx
      .select({ id: sessions.id })
      .from(sessions)
      .where(and(eq(sessions.id, sessionId), eq(sessions.userId, actor.user.id)))
    if (!own) throw new NotFound()
    await endSession(tx, sessionId, "signed out elsewhere")
  })
}

/** Ends all of the actor's sessions but this one. */
export async function endOtherSessions(actor: Actor): Promise<void> {
  await change(actor, "self", "session.others_ended", (tx) =>
    endSessionsOf(tx, actor.user.id, "signed out elsewhere", actor.sessionId),
  )
}

/** Browser and system that a User-Agent names, in words. */
export function deviceOf(userAgent: string | null): string {
  if (!userAgent) return "Unknown device"
  const { browser, os } = Bowser.parse(userAgent)
  return [browser.name ?? "Unknown browser", os.name && `on ${os.name}`].filter(Boolean).join(" ")
}
