import { cookies } from "next/headers"
import type { Actor } from "#lib/access/actor.ts"
import { timezoneField } from "#lib/input.ts"
import { zoneCookie } from "./zone-cookie.ts"

/** The time zone in which the reader sees times: the one they chose, else their workspace's, else their browser's, else UTC. */
export async function readZone(actor: Actor): Promise<string> {
  const chosen = actor.user.timezone ?? actor.workspace.timezone
  if (chosen) return chosen
  const told = timezoneField.safeParse((await cookies()).get(zoneCookie)?.value)
  return (told.success && told.data) || "UTC"
}
