/** The rules that always hold (PRODUCT §2): rank, and the last Admin. Pure; `change()` is the only caller. */
import { refuse, Refused } from "#lib/errors.ts"
import type { Need } from "./actor.ts"
import { adminMark, type Permission, permissionLabels, permissions, rankPermissions } from "./permissions.ts"

/** What a change did to people's access, as `close_change()` found it in the change's own rows. */
export type Effects = {
  /** Permissions that it gave or took away by any path. */
  moved: readonly Permission[]
  /** It touched a person who holds a permission that the actor lacks. */
  outranked: boolean
  /** The actor may erase people now. */
  actorMayErase: boolean
  /** An active person with the Admin permissions is left. */
  hasAdmin: boolean
  /** What the actor may do now; null if it moved no permission at all. */
  actorHolds: readonly Permission[] | null
}

// Erasing is no part of the Admin permissions, yet only Admins may hand it out and only they may touch who has it.
const rankOf = (held: ReadonlySet<Permission>): ReadonlySet<Permission> =>
  held.has(adminMark) ? new Set([...held, "users:erase"]) : held

/** The directory and workspace permissions that somebody with `held` has no say over. */
export function lackingRank(held: ReadonlySet<Permission>): Permission[] {
  const rank = rankOf(held)
  return [...rankPermissions].filter((permission) => !rank.has(permission))
}

/**
 * What somebody with `held` neither gives nor takes by a group: beside what is beyond their rank, the bot and conversation permissions
 * that they don't hold, unless they may edit people, for which `users:write` is enough.
 */
export function lackingInGroups(held: ReadonlySet<Permission>): Permission[] {
  const lacking = lackingRank(held)
  if (held.has("users:write")) return lacking
  return [
    ...lacking,
    ...permissions.filter((permission) => !rankPermissions.has(permission) && !held.has(permission)),
  ]
}

/**
 * Refuses `beyond-own-access`, `outranked`, `erase-to-oneself`. `held`: the actor's permissions before the change, `need`: what it
 * asked for.
 */
export function refuseBeyondRank(held: ReadonlySet<Permission>, effects: Effects, need: Need): void {
  const lacking = new Set(asksFor(need, "groups:manage") ? lackingInGroups(held) : lackingRank(held))
  // Whoever holds it may use it, but only Admins hand it out.
  if (!held.has(adminMark)) lacking.add("users:erase")
  refuse(
    effects.moved.some((permission) => lacking.has(permission)),
    "beyond-own-access",
  )
  refuse(effects.outranked, "outranked")
  refuse(effects.actorMayErase && !held.has("users:erase"), "erase-to-oneself")
}

const asksFor = (need: Need, permission: Permission) =>
  need === permission || (typeof need === "object" && "allOf" in need && need.allOf.includes(permission))

/** Refuses `last-admin` if the change left a workspace without an active Admin that had one before. */
export function refuseWithoutAdmin(hadAdmin: boolean, effects: Effects): void {
  refuse(hadAdmin && !effects.hasAdmin, "last-admin")
}

/**
 * Refuses `own-access`, naming what the actor would lose themselves. The form then carries just that as `sure`, so that saving again is
 * a decision, and about nothing else.
 */
export function refuseOwnLoss(held: ReadonlySet<Permission>, { actorHolds }: Effects, sure: string): void {
  if (actorHolds === null) return
  const left = new Set(actorHolds)
  const lost = permissions.filter((permission) => held.has(permission) && !left.has(permission))
  const told = new Set(sure.split(","))
  if (lost.every((permission) => told.has(permission))) return
  const named = lost.slice(0, 5).map((permission) => permissionLabels[permission])
  const rest = lost.length > named.length ? ` and ${lost.length - named.length} more` : ""
  throw new Refused("own-access", undefined, {
    detail: `${named.join("; ")}${rest}.`,
    values: { sure: lost.join(",") },
  })
}
