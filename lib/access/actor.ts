/** Who acts: a person in one workspace, by one session, with what they may do there. */
import type { Permission, UserType } from "./permissions.ts"

/** How far a sign-in has come. Only `full` opens anything but the page of its own step. */
export type Stage = "password_change" | "verify_email" | "full"

/** Where a request came from; kept with each change. */
export type Origin = { ip?: string; userAgent?: string; requestId?: string }

export type Actor = {
  /** `job`: the worker goes on with what the person asked for, without a session of theirs. */
  via: "session" | "job"
  sessionId: string | null
  stage: Stage
  workspace: { id: string; slug: string; name: string }
  user: {
    id: string
    firstName: string
    lastName: string
    email: string
    type: UserType
    timezone: string | null
  }
  permissions: ReadonlySet<Permission>
  origin: Origin
}

/** What an entrance asks for: a permission, only one's own account ("self"), or a step of signing in. */
export type Need = Permission | "self" | { stage: Exclude<Stage, "full"> }

/** Is what the entrance asks for there? `permissions`: the actor's, as known now. */
export function permits(stage: Stage, permissions: ReadonlySet<Permission>, need: Need): boolean {
  if (typeof need === "object") return stage === need.stage
  return stage === "full" && (need === "self" || permissions.has(need))
}

/** May the actor do this? For showing and hiding only: read() and change() decide. */
export const can = (actor: Actor, permission: Permission) =>
  permits(actor.stage, actor.permissions, permission)
