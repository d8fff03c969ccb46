/** The actor of the current request, and what a page asks of them in its first line. */
import { cookies } from "next/headers"
import { redirect } from "next/navigation"
import { cache } from "react"
import { type Actor, can, type Need, type Origin, permits, type Stage } from "#lib/access/actor.ts"
import { findSession } from "#lib/access/lookups.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { normaliseEmail } from "#lib/input.ts"
import { sessionCookieName, sessionCookieOptions } from "./cookie.ts"
import { keepDevice } from "./device-cookie.ts"
import { hashToken } from "./keys.ts"
import { requestOrigin } from "./request.ts"
import { actorOf } from "./session-store.ts"

/** Who acts: one query a request. Null without a live session. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const token = await currentToken()
  if (!token) return null
  const found = await findSession(hashToken(token))
  return found && actorOf(found, await requestOrigin())
})

/** Who acts by this token now: for what goes on after the request was answered. Null once the session has ended. */
export async function findActor(token: string | undefined, origin: Origin): Promise<Actor | null> {
  const found = token ? await findSession(hashToken(token)) : null
  return found && actorOf(found, origin)
}

/** The session token of this request's browser, if it sent one. */
export async function currentToken(): Promise<string | undefined> {
  return (await cookies()).get(sessionCookieName())?.value
}

/** Gives the browser this session token, and knows it again if that is a full session's. Only in an action or a route. */
export async function keepToken(token: string): Promise<void> {
  const found = await findSession(hashToken(token))
  if (found?.stage === "full") await keepDevice(found.workspace_id, normaliseEmail(found.email))
  ;(await cookies()).set(sessionCookieName(), token, sessionCookieOptions())
}

const steps: Record<Stage, string> = {
  password_change: "/change-password",
  verify_email: "/verify-email",
  full: "/",
}

/** The page of the step at which a session stands. */
export const pageOfStage = (stage: Stage) => steps[stage]

/**
 * The actor, for a page that needs `permission`, or with null only a signed-in person. Otherwise leads on: no session to
 * `/sign-in`, an unfinished sign-in to its step, a missing permission to `/closed`.
 */
export async function requireActor(permission: Permission | null): Promise<Actor> {
  const actor = (await currentActor()) ?? redirect("/sign-in")
  if (actor.stage !== "full") redirect(pageOfStage(actor.stage))
  if (permission && !can(actor, permission)) redirect(`/closed?needs=${permission}`)
  return actor
}

/** The actor, for the page of one step of signing in; everybody else is led to where they stand. */
export async function requireStage(stage: Exclude<Stage, "full">): Promise<Actor> {
  const actor = (await currentActor()) ?? redirect("/sign-in")
  const need: Need = { stage }
  if (!permits(actor.stage, actor.permissions, need)) redirect(pageOfStage(actor.stage))
  return actor
}
