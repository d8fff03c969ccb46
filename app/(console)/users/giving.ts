import type { Actor } from "#lib/access/actor.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { lackingInGroups } from "#lib/access/rank.ts"
import { refusals } from "#lib/errors.ts"

/** Why the actor can't give what carries these permissions, or null; for showing only, change() decides. */
export function givingRefusal(actor: Actor) {
  const lacking = new Set(lackingInGroups(actor.permissions))
  return (given: readonly Permission[]): string | null =>
    given.some((permission) => lacking.has(permission)) ? refusals["beyond-own-access"] : null
}
