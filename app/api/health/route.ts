/** Is Roster able to answer? For load balancers and monitors; says nothing else, because anybody may ask. */
import { databaseIsUp } from "#lib/access/health.ts"

export const dynamic = "force-dynamic"

export async function GET() {
  const up = await databaseIsUp(2000)
  return Response.json(
    { status: up ? "ok" : "unavailable" },
    { status: up ? 200 : 503, headers: { "cache-control": "no-store" } },
  )
}
