import type { Actor } from "#lib/access/actor.ts"
import { adminOnlyPermissions, type Permission, permissionSentences } from "#lib/access/permissions.ts"
import { lackingRank } from "#lib/access/rank.ts"
import { areasInOrder } from "./words.ts"

/** One permission in a role's form. `refusal` keeps a box that may not be changed in view and says why. */
export type PermissionBox = { permission: string; sentence: string; refusal: string | null }
export type BoxArea = { label: string; boxes: PermissionBox[] }

/** Why the actor can't put this into a role, or null; for showing only, the change decides. */
export function puttingRefusal(actor: Actor, permission: Permission): string | null {
  if (adminOnlyPermissions.includes(permission)) return "Comes only with the Admin permissions."
  return actor.permissions.has(permission) ? null : "You don't have this permission yourself."
}

/** The boxes of a role's form, area by area; `saved`: what the role permits now. */
export function boxAreas(actor: Actor, saved: readonly Permission[]): BoxArea[] {
  const lacking = lackingRank(actor.permissions)
  const refusal = (permission: Permission) => {
    if (!saved.includes(permission)) return puttingRefusal(actor, permission)
    return lacking.includes(permission) ? "You don't have this permission yourself." : null
  }
  return areasInOrder.map(({ label, permissions }) => ({
    label,
    boxes: permissions.map((permission) => ({
      permission,
      sentence: permissionSentences[permission],
      refusal: refusal(permission),
    })),
  }))
}
