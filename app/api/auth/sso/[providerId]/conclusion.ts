import { cookies } from "next/headers"
import { workspaceCookie } from "#app/(public)/sign-in/workspace-cookie.ts"
import { type Actor, can, type Origin } from "#lib/access/actor.ts"
import { sessionCookieOptions } from "#lib/auth/cookie.ts"
import { requestOrigin } from "#lib/auth/request.ts"
import { currentActor, currentToken, keepToken } from "#lib/auth/session.ts"
import { endSessionOf } from "#lib/auth/session-store.ts"
import { ssoBrowser } from "#lib/auth/sso-cookie.ts"
import { countProviderSignIn } from "#lib/auth/throttle.ts"
import { NotFound, NotSignedIn, refuse, Refused } from "#lib/errors.ts"
import { type Identity, IdentityRefused } from "#lib/identity.ts"
import { arrive } from "#lib/identity-providers/arrival.ts"
import { acceptOnce } from "#lib/identity-providers/assertions.ts"
import { type Attempt, takeAttempt } from "#lib/identity-providers/attempts.ts"
import type { Entrance } from "#lib/identity-providers/entrance.ts"
import { linkOwn, requireSameSession } from "#lib/identity-providers/links.ts"
import { refusedPath } from "#lib/identity-providers/refusal-kinds.ts"
import { keepRehearsed, rehearsalPath } from "#lib/identity-providers/rehearsal.ts"
import { lead } from "./lead.ts"
import { refused } from "./refused.ts"

/**
 * The end of a way to a provider and back: of this browser, at this provider, this once. `read` verifies what the provider answered.
 * Refusals are noted, and have a page.
 */
export async function conclude(
  entrance: Entrance,
  state: string,
  read: (attempt: Attempt) => Promise<Identity>,
): Promise<Response> {
  const { workspace, provider } = entrance
  const origin = await requestOrigin()
  if (!(await countProviderSignIn("answer", origin.ip)))
    return lead(
      refusedPath({ slug: workspace.slug, providerId: provider.id, reason: "throttled", event: null }),
    )
  let attempt: Attempt | null = null
  let identity: Identity | null = null
  let actor: Actor | null = null
  try {
    attempt = await takeAttempt(provider, { state, browser: await ssoBrowser() })
    if (attempt.purpose !== "sign-in") actor = requireSameSession(attempt, await currentActor())
    identity = await read(attempt)
    await acceptOnce(provider, identity)
    if (!actor) return await signIn(entrance, attempt, identity, origin)
    return attempt.purpose === "link"
      ? await link(entrance, actor, identity)
      : await rehearse(entrance, actor, attempt, identity)
  } catch (error) {
    if (error instanceof NotFound) return lead("/missing")
    if (error instanceof NotSignedIn) return lead("/sign-in")
    if (!(error instanceof IdentityRefused || error instanceof Refused)) throw error
    return refused(entrance, error, { attempt, identity, actor, origin })
  }
}

async function signIn(
  { workspace, provider }: Entrance,
  { forced, returnTo }: Attempt,
  identity: Identity,
  origin: Origin,
): Promise<Response> {
  const former = await currentToken()
  const { token } = await arrive(provider, identity, origin, forced)
  await keepToken(token)
  if (former) await endSessionOf(former, "signed in anew")
  const aYear = { ...sessionCookieOptions(), maxAge: 365 * 24 * 60 * 60 }
  ;(await cookies()).set(workspaceCookie, workspace.slug, aYear)
  return lead(returnTo ?? "/")
}

async function link({ provider }: Entrance, actor: Actor, identity: Identity): Promise<Response> {
  await linkOwn(actor, provider.id, identity)
  return lead("/account?ok=identity-linked")
}

async function rehearse(
  { provider }: Entrance,
  actor: Actor,
  attempt: Attempt,
  identity: Identity,
): Promise<Response> {
  refuse(!can(actor, "sso:manage"), "not-permitted")
  await keepRehearsed(provider, attempt, identity)
  return lead(rehearsalPath(provider.id, attempt.id))
}
