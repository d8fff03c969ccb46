import { describeApi } from "#lib/api/openapi.ts"
import { settings } from "#lib/settings.ts"

export const dynamic = "force-dynamic"

/** The API's description, for everybody: it says nothing of anybody. */
export function GET() {
  return Response.json(describeApi(settings().authUrl), {
    headers: { "content-type": "application/openapi+json; charset=utf-8" },
  })
}
