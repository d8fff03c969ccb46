/**
 * How an account moves from one status to another: PRODUCT §3 as a table. The two that start outside it stand elsewhere: joining
 * (lib/auth/invitation.ts, verification.ts) and locking (lib/auth/front-door-jobs.ts).
 */
import type { Actor } from "#lib/access/actor.ts"
import type { ChangeName } from "#lib/access/change.ts"
import type { Permission } from "#lib/access/permissions.ts"
import type { RefusalCode } from "#lib/errors.ts"
import { owns } from "#lib/identity-providers/ownership.ts"
import type { Person } from "./lock.ts"
import { type Facts, statusOf, type UserStatus } from "./status.ts"

type Fact = "joinedAt" | "lockedUntil" | "suspendedAt" | "archivedAt"

type Transition = {
  permission: Permission
  change: ChangeName
  from: readonly UserStatus[]
  /** The one fact that it sets, and those it clears. */
  sets?: Fact
  clears?: readonly Fact[]
  /** What ends at once: `sessions`; or `everything`, with the links and codes that are still open too. */
  ends?: "sessions" | "everything"
  /** The password stops working for good. */
  voidsPassword?: true
  /** The person is told by mail that they can sign in again. */
  tells?: true
  /** Nobody does it to themselves: they would only shut themselves out. */
  notOneself?: true
}

export const transitions = {
  suspend: {
    permission: "users:suspend",
    change: "user.suspended",
    from: ["invited", "active", "locked"],
    sets: "suspendedAt",
    ends: "sessions",
    notOneself: true,
  },
  activate: {
    permission: "users:suspend",
    change: "user.activated",
    from: ["suspended"],
    clears: ["suspendedAt"],
    tells: true,
  },
  unlock: {
    permission: "users:suspend",
    change: "user.unlocked",
    from: ["locked"],
    clears: ["lockedUntil"],
    tells: true,
  },
  deactivate: {
    permission: "users:suspend",
    change: "user.deactivated",
    from: ["active", "locked"],
    clears: ["joinedAt", "lockedUntil"],
    ends: "everything",
    voidsPassword: true,
    notOneself: true,
  },
  archive: {
    permission: "users:delete",
    change: "user.archived",
    from: ["invited", "active", "suspended", "locked"],
    sets: "archivedAt",
    ends: "everything",
    notOneself: true,
  },
  restore: {
    permission: "users:delete",
    change: "user.restored",
    from: ["archived"],
    clears: ["archivedAt"],
    tells: true,
  },
} satisfies Record<string, Transition>

export type TransitionName = keyof typeof transitions
export const transitionNames = Object.keys(transitions) as TransitionName[]
export const transitionOf = (name: TransitionName): Transition => transitions[name]

/** Why it can't be done from this status. */
const wrongStatus: Record<TransitionName, Partial<Record<UserStatus, RefusalCode>>> = {
  suspend: { suspended: "already-suspended", archived: "archived" },
  activate: {
    invited: "not-suspended",
    active: "not-suspended",
    locked: "not-suspended",
    archived: "archived",
  },
  unlock: {
    invited: "not-locked",
    active: "not-locked",
    suspended: "not-locked",
    archived: "archived",
  },
  deactivate: { invited: "not-joined", suspended: "suspended", archived: "archived" },
  archive: { archived: "already-archived" },
  restore: {
    invited: "not-archived",
    active: "not-archived",
    suspended: "not-archived",
    locked: "not-archived",
  },
}

/**
 * Whether it moves what a directory may own. Unlocking does not: failed sign-ins here set the lock, and the directory knows nothing of it.
 * Nor does ending sessions, which are ours, or erasing, which the law asks of whoever keeps the record.
 */
function movesStatus(name: TransitionName): boolean {
  const { sets, clears = [] } = transitionOf(name)
  return [sets, ...clears].some((fact) => fact !== undefined && fact !== "lockedUntil")
}

/** Why the actor can't do this to the person, or null; permission, rank and the last Admin are for change() to say. */
export function transitionRefusal(
  name: TransitionName,
  actor: Pick<Actor, "user">,
  person: Facts & Pick<Person, "emailNorm" | "directory">,
  now = new Date(),
): RefusalCode | null {
  const { notOneself } = transitionOf(name)
  if (person.erasedAt) return "erased"
  const refusal = wrongStatus[name][statusOf(person, now)]
  if (refusal) return refusal
  if (movesStatus(name) && owns(person, "status")) return "directory-owned"
  if (notOneself && person.id === actor.user.id) return "oneself"
  if (name === "activate" && person.emailNorm === null) return "address-moved"
  return null
}
