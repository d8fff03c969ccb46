import type { NextRequest } from "next/server"
import { can } from "#lib/access/actor.ts"
import { neededProof } from "#lib/auth/recent-proof.ts"
import { requestOrigin } from "#lib/auth/request.ts"
import { currentActor } from "#lib/auth/session.ts"
import { keepSsoBrowser } from "#lib/auth/sso-cookie.ts"
import { countProviderSignIn } from "#lib/auth/throttle.ts"
import { Refused } from "#lib/errors.ts"
import { IdentityRefused } from "#lib/identity.ts"
import { beginAttempt, purposes } from "#lib/identity-providers/attempts.ts"
import { type Entrance, findEntrance } from "#lib/identity-providers/entrance.ts"
import { isOwnLink } from "#lib/identity-providers/own-link.ts"
import { addressIn } from "#lib/identity-providers/profile.ts"
import { addressOf } from "#lib/identity-providers/protocol.ts"
import { refusedPath } from "#lib/identity-providers/refusal-kinds.ts"
import { returnPath } from "#lib/identity-providers/return-path.ts"
import { type Context, lead } from "../lead.ts"
import { refused } from "../refused.ts"

/**
 * Sends the browser to the identity provider. `to`: the page to come back to; `hint`: the address of whoever signs in; `again`: they
 * have to show anew who they are; `purpose=link` and `purpose=rehearsal`, from a page of ours and for who is signed in.
 */
export async function GET(request: NextRequest, { params }: Context) {
  const entrance = await findEntrance((await params).providerId)
  if (!entrance) return lead("/missing")
  const { workspace, provider } = entrance
  const query = request.nextUrl.searchParams
  const purpose = purposes.find((each) => each === query.get("purpose")) ?? "sign-in"
  const actor = purpose === "sign-in" ? null : await currentActor()
  if (purpose !== "sign-in") {
    if (!isOwnLink(request.headers)) return lead(purpose === "link" ? "/account" : "/")
    if (!actor || actor.stage !== "full") return lead("/sign-in")
    if (actor.workspace.id !== workspace.id) return lead("/missing")
  }
  // Whoever finds a session open must not make themselves a way in that stays.
  if (purpose === "link" && (await neededProof(actor!)) !== "recent") return lead("/account")
  if (purpose === "rehearsal" && !can(actor!, "sso:manage")) return lead("/closed?needs=sso:manage")
  if (purpose !== "rehearsal" && !provider.enabledAt) return plainRefusal(entrance, "sso-provider-off")
  const origin = await requestOrigin()
  if (!(await countProviderSignIn("start", origin.ip))) return plainRefusal(entrance, "throttled")

  const attempt = await beginAttempt(provider, {
    purpose,
    actor,
    browser: await keepSsoBrowser(),
    returnTo: returnPath(query.get("to")),
    forced: query.has("again"),
  }).catch(unlessBusy)
  if (!attempt) return plainRefusal(entrance, "busy")
  try {
    const hint = addressIn({ email: query.get("hint") })
    return lead((await addressOf(provider, attempt, hint?.email ?? null)).href)
  } catch (error) {
    if (!(error instanceof IdentityRefused)) throw error
    return refused(entrance, error, { attempt, identity: null, actor, origin })
  }
}

const plainRefusal = (
  { workspace: { slug }, provider: { id: providerId } }: Entrance,
  reason: "sso-provider-off" | "throttled" | "busy",
) => lead(refusedPath({ slug, providerId, reason, event: null }))

function unlessBusy(error: unknown): null {
  if (error instanceof Refused && error.code === "busy") return null
  throw error
}
