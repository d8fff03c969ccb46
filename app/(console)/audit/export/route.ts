import type { NextRequest } from "next/server"
import { readZone } from "#app/zone.ts"
import { can } from "#lib/access/actor.ts"
import { exportAudit, exportFormats } from "#lib/audit/export.ts"
import { auditInput } from "#lib/audit/input.ts"
import { actorAnew, currentActor } from "#lib/auth/session.ts"

const types = { csv: "text/csv; charset=utf-8", jsonl: "application/x-ndjson; charset=utf-8" }

/** What the filters of `/audit` show, as a file. 401 without a session, 403 without `audit:read`, 400 for a format nobody knows. */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return new Response("Sign in first.\n", { status: 401 })
  if (!can(actor, "audit:read")) return new Response("You need audit:read.\n", { status: 403 })
  const params = Object.fromEntries(request.nextUrl.searchParams)
  const format = exportFormats.find((known) => known === (params["format"] ?? "csv"))
  if (!format) return new Response("Choose csv or jsonl.\n", { status: 400 })
  const stream = exportAudit(await actorAnew(), {
    query: auditInput.parse(params),
    zone: await readZone(actor),
    format,
  })
  const name = `audit-log-${actor.workspace.slug}-${new Date().toISOString().slice(0, 10)}.${format}`
  return new Response(stream, {
    headers: {
      "content-type": types[format],
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  })
}
