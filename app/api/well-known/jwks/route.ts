/** The keys that verify tokens, at `/.well-known/jwks.json` (next.config.ts), for everybody. */
import { publicKeySet } from "#lib/platform-tokens/signing-keys.ts"

export const dynamic = "force-dynamic"

export async function GET() {
  return Response.json(await publicKeySet(), {
    headers: { "content-type": "application/jwk-set+json", "cache-control": "public, max-age=300" },
  })
}
