import type { NextRequest } from "next/server"
import { findEntrance } from "#lib/identity-providers/entrance.ts"
import { addressesOf } from "#lib/identity-providers/provider.ts"
import { spMetadata } from "#lib/saml/sp-metadata.ts"
import { type Context, lead } from "../lead.ts"

/** What a SAML provider has to know of us. Its address is our entity id. */
export async function GET(_request: NextRequest, { params }: Context) {
  const entrance = await findEntrance((await params).providerId)
  if (entrance?.provider.kind !== "saml") return lead("/missing")
  const { metadata: entityId, acs } = addressesOf(entrance.provider.id)
  return new Response(spMetadata({ entityId, acs }), {
    headers: { "content-type": "application/samlmetadata+xml; charset=utf-8" },
  })
}
