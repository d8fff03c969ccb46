/** What this issuer is, at `/.well-known/openid-configuration` (next.config.ts), for everybody. */
import { describeIssuer } from "#lib/platform-tokens/discovery.ts"

export const dynamic = "force-dynamic"

export function GET() {
  return Response.json(describeIssuer(), { headers: { "cache-control": "public, max-age=300" } })
}
