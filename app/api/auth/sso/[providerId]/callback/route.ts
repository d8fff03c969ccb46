import type { NextRequest } from "next/server"
import { findEntrance } from "#lib/identity-providers/entrance.ts"
import { readCallback } from "#lib/identity-providers/protocol.ts"
import { conclude } from "../conclusion.ts"
import { type Context, lead } from "../lead.ts"

/** Where an OpenID Connect provider sends the browser back to. */
export async function GET(request: NextRequest, { params }: Context) {
  const entrance = await findEntrance((await params).providerId)
  if (entrance?.provider.kind !== "oidc") return lead("/missing")
  const address = new URL(request.url)
  return conclude(entrance, address.searchParams.get("state") ?? "", (attempt) =>
    readCallback(entrance.provider, attempt, address),
  )
}
