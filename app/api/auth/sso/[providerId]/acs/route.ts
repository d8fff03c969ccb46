import type { NextRequest } from "next/server"
import { requestOrigin } from "#lib/auth/request.ts"
import { countProviderSignIn } from "#lib/auth/throttle.ts"
import { IdentityRefused } from "#lib/identity.ts"
import { keepAnswer } from "#lib/identity-providers/attempts.ts"
import { findEntrance } from "#lib/identity-providers/entrance.ts"
import { onlyValue, readPostedForm } from "#lib/identity-providers/posted-form.ts"
import { refusedPath } from "#lib/identity-providers/refusal-kinds.ts"
import { type Context, lead } from "../lead.ts"
import { refused } from "../refused.ts"

/**
 * Where a SAML provider has the browser post to. From another site it brings no cookie of ours, so the answer waits until the browser
 * fetches it by itself.
 */
export async function POST(request: NextRequest, { params }: Context) {
  const entrance = await findEntrance((await params).providerId)
  if (entrance?.provider.kind !== "saml") return lead("/missing")
  const { workspace, provider } = entrance
  const origin = await requestOrigin()
  if (!(await countProviderSignIn("answer", origin.ip)))
    return lead(
      refusedPath({ slug: workspace.slug, providerId: provider.id, reason: "throttled", event: null }),
    )
  try {
    const sent = await readPostedForm(request)
    // Without one it is no answer to anything that was begun here: the provider began by itself.
    const state = sent.get("RelayState") ?? ""
    await keepAnswer(provider, { state, answer: onlyValue(sent, "SAMLResponse") })
    return lead(`/api/auth/sso/${provider.id}/complete?${new URLSearchParams({ state })}`)
  } catch (error) {
    if (!(error instanceof IdentityRefused)) throw error
    return refused(entrance, error, { attempt: null, identity: null, actor: null, origin })
  }
}
