/** Where the current request comes from. The server sets both headers itself and drops what a client sent under their names. */
import { headers } from "next/headers"
import type { Origin } from "#lib/access/actor.ts"

/** Address, browser and id of the request that is being answered. */
export const requestOrigin = async (): Promise<Origin> => originIn(await headers())

/** The same of a request with these headers; texts are cut to what is worth keeping. */
export const originIn = (sent: Pick<Headers, "get">): Origin => ({
  ip: sent.get("x-client-ip") ?? undefined,
  userAgent: sent.get("user-agent")?.slice(0, 400),
  requestId: sent.get("x-request-id") ?? undefined,
})
