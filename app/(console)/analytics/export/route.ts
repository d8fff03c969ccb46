import type { NextRequest } from "next/server"
import { readZone } from "#app/zone.ts"
import { can } from "#lib/access/actor.ts"
import { exportAnalytics } from "#lib/analytics/export.ts"
import { analyticsInput } from "#lib/analytics/input.ts"
import { periodOf } from "#lib/analytics/period.ts"
import { currentActor } from "#lib/auth/session.ts"
import { csvResponse } from "#lib/csv.ts"
import { NotFound, Refused } from "#lib/errors.ts"

/**
 * What `/analytics` shows for this query, as CSV. 401 without a session, 403 without `analytics:read`, 400 for a period that can't be
 * shown, 404 for a bot that there is not.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return new Response("Sign in first.\n", { status: 401 })
  if (!can(actor, "analytics:read")) return new Response("You need analytics:read.\n", { status: 403 })
  const query = analyticsInput.parse(Object.fromEntries(request.nextUrl.searchParams))
  try {
    const period = periodOf(query, await readZone(actor))
    return csvResponse(
      `analytics-${period.first}-to-${period.last}.csv`,
      await exportAnalytics(actor, period, query.bot),
    )
  } catch (error) {
    if (error instanceof Refused) return new Response(`${error.message}\n`, { status: 400 })
    if (error instanceof NotFound) return new Response("There is no such bot.\n", { status: 404 })
    throw error
  }
}
