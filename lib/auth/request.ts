/** Where the current request comes from. The server sets both headers itself and drops what a client sent under their names. */
import { headers } from "next/headers"
import type { Origin } from "#lib/access/actor.ts"

/** Address, browser and id of the request; texts are cut to what is worth keeping. */
export async function requestOrigin(): Promise<Origin> {
  const sent = await headers()
  return {
    ip: sent.get("x-client-ip") ?? undefined,
    userAgent: sent.get("user-agent")?.slice(0, 400),
    requestId: sent.get("x-request-id") ?? undefined,
  }
}
