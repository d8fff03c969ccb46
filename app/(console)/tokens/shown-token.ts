import { readZone } from "#app/zone.ts"
import { dayTime } from "#components/ui/format-time.ts"
import type { MadeToken } from "#lib/access-tokens/making.ts"
import type { Actor } from "#lib/access/actor.ts"

/** A token that was just made, as the one answer shows it. */
export const shownToken = async (actor: Actor, { name, token, expiresAt }: MadeToken) => ({
  name,
  token,
  ends: dayTime(expiresAt, await readZone(actor)).text,
})
