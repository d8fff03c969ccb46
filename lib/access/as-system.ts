/** Acting before there is an actor. Each purpose has its callers pinned by lib/architecture.test.ts. */
import type { Origin } from "./actor.ts"
import { type ChangeName, changeWithoutActor } from "./change.ts"
import { inWorkspace, type Tx } from "./transaction.ts"

export type Purpose =
  | "sign-in"
  | "sign-out"
  | "accept-invitation"
  | "forgot-password"
  | "reset-password"
  | "change-email"
  | "find-workspaces"
  | "job"
  | "mail"
  | "answer"
  | "set-up"
  | "seed"

/** Runs `work` in the workspace without an actor: for what is no change (sessions, codes, mails). */
export async function asSystem<T>(
  _purpose: Purpose,
  workspaceId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inWorkspace(workspaceId, "write", work)
}

/** The same as a named change. `actorId`: the person on whose behalf it is, where one is known. Refuses `last-admin`. */
export async function changeAsSystem<T>(
  _purpose: Purpose,
  workspaceId: string,
  action: ChangeName,
  work: (tx: Tx) => Promise<T>,
  options: { actorId?: string | null; origin?: Origin } = {},
): Promise<T> {
  return changeWithoutActor(workspaceId, action, work, options)
}
