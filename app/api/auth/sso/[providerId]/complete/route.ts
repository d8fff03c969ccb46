import type { NextRequest } from "next/server"
import { keptAnswer } from "#lib/identity-providers/attempts.ts"
import { findEntrance } from "#lib/identity-providers/entrance.ts"
import { readResponse } from "#lib/identity-providers/protocol.ts"
import { conclude } from "../conclusion.ts"
import { type Context, lead } from "../lead.ts"

/** Where the browser fetches, with its cookies, what a SAML provider had it post. */
export async function GET(request: NextRequest, { params }: Context) {
  const entrance = await findEntrance((await params).providerId)
  if (entrance?.provider.kind !== "saml") return lead("/missing")
  const { provider } = entrance
  return conclude(entrance, request.nextUrl.searchParams.get("state") ?? "", async (attempt) =>
    readResponse(provider, attempt, await keptAnswer(provider, attempt)),
  )
}
