/** The actor of the current request, and what a page asks of them in its first line. */
import { cookies } from "next/headers"
import { redirect } from "next/navigation"
import { cache } from "react"
import {
  type Actor,
  type AllNeed,
  type AnyNeed,
  type Need,
  permits,
  type SomeBotNeed,
  type Stage,
} from "#lib/access/actor.ts"
import { findSession } from "#lib/access/lookups.ts"
import type { BotPermission } from "#lib/access/bot-roles.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import { NotSignedIn, Refused } from "#lib/errors.ts"
import { isUuid, normaliseEmail } from "#lib/input.ts"
import { sessionCookieName, sessionCookieOptions } from "./cookie.ts"
import { keepDevice } from "./device-cookie.ts"
import { hashToken } from "./keys.ts"
import { unattendedCookie } from "./policy.ts"
import { requestOrigin } from "./request.ts"
import { actorOf } from "./session-store.ts"

/** Who acts: one query a request. Null without a live session. It is a use of the session, unless the page asks by itself. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const token = await currentToken()
  if (!token) return null
  const seen = !(await cookies()).has(unattendedCookie)
  const found = await findSession(hashToken(token), { seen })
  return found && actorOf(found, await requestOrigin())
})

/**
 * For an answer that takes long: who acts, looked up anew at each call, so that it ends for whoever may not go on. Throws NotSignedIn
 * once the session has ended. To look is no use of it: what runs by itself doesn't keep a session from timing out.
 */
export async function actorAnew(): Promise<() => Promise<Actor>> {
  const [token, origin] = [await currentToken(), await requestOrigin()]
  return async () => {
    const found = token && (await findSession(hashToken(token), { seen: false }))
    if (!found) throw new NotSignedIn()
    return actorOf(found, origin)
  }
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

type PageNeed = Permission | AnyNeed | AllNeed | SomeBotNeed

/**
 * The actor, for a page that needs `need` (also one of several, all of several, or "on some bot"), or with null only a signed-in person. Otherwise leads on: no session
 * to `/sign-in`, an unfinished sign-in to its step, a missing permission to `/closed`. A page of one bot asks `requireBotActor` besides.
 */
export async function requireActor(need: PageNeed | null): Promise<Actor> {
  const actor = (await currentActor()) ?? redirect("/sign-in")
  if (actor.stage !== "full") redirect(pageOfStage(actor.stage))
  if (need && !permits(actor.stage, actor.permissions, need, actor.botPermissions))
    redirect(`/closed?needs=${missing(need, actor)}`)
  return actor
}

/** The one permission to name to whoever has none that would do. */
function missing(need: PageNeed, { permissions }: Actor): Permission {
  if (typeof need === "string") return need
  if ("allOf" in need) return need.allOf.find((permission) => !permissions.has(permission)) ?? need.allOf[0]
  return "anyOf" in need ? need.anyOf[0] : need.permission
}

/** The actor, for a page of one bot that needs `permission` on it; leads on as requireActor() does, and to `/missing` what can be no id. */
export async function requireBotActor(permission: BotPermission, botId: string): Promise<Actor> {
  const actor = await requireActor(null)
  if (!isUuid(botId)) redirect("/missing")
  if (!(await maySeeBot(actor, permission, botId))) redirect(`/closed?needs=${permission}`)
  return actor
}

async function maySeeBot(actor: Actor, permission: BotPermission, bot: string): Promise<boolean> {
  try {
    return await read(actor, { permission, bot }, async () => true)
  } catch (error) {
    if (error instanceof Refused && error.code === "not-permitted") return false
    throw error
  }
}

/** The actor, for the page of one step of signing in; everybody else is led to where they stand. */
export async function requireStage(stage: Exclude<Stage, "full">): Promise<Actor> {
  const actor = (await currentActor()) ?? redirect("/sign-in")
  const need: Need = { stage }
  if (!permits(actor.stage, actor.permissions, need)) redirect(pageOfStage(actor.stage))
  return actor
}
