import type { Actor, Origin } from "#lib/access/actor.ts"
import type { Refused } from "#lib/errors.ts"
import type { Identity, IdentityRefused } from "#lib/identity.ts"
import type { Attempt } from "#lib/identity-providers/attempts.ts"
import type { Entrance } from "#lib/identity-providers/entrance.ts"
import { refusedPath } from "#lib/identity-providers/refusal-kinds.ts"
import { keepRefused, rehearsalPath } from "#lib/identity-providers/rehearsal.ts"
import { noteRefusal } from "#lib/identity-providers/sign-ins.ts"
import { lead } from "./lead.ts"

type Ended = {
  attempt: Attempt | null
  identity: Identity | null
  /** Whose session began the attempt, and is there still. */
  actor: Actor | null
  origin: Origin
}

/** A refused sign-in is noted and has a page that says so; a refused rehearsal is what its admin wanted to see. */
export async function refused(
  { workspace: { slug }, provider }: Entrance,
  error: IdentityRefused | Refused,
  { attempt, identity, actor, origin }: Ended,
): Promise<Response> {
  if (attempt?.purpose === "rehearsal" && actor) {
    await keepRefused(provider, attempt, error)
    return lead(rehearsalPath(provider.id, attempt.id))
  }
  const event = await noteRefusal(provider, error, {
    identity,
    origin,
    ...(actor && { userId: actor.user.id }),
  })
  const reason = "reason" in error ? error.reason : error.code
  return lead(refusedPath({ slug, providerId: provider.id, reason, event }))
}
