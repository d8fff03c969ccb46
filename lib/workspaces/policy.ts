/** The sign-in policy that holds in a workspace: what it set itself, over the defaults of lib/auth/policy.ts. */
import { workspaces } from "#db/schema/workspaces.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { defaultPolicy, type PolicyNumber } from "./input.ts"

/** `allowedDomains`: of which new people's addresses must be, in lower case; null: any. */
export type Policy = Record<PolicyNumber, number> & {
  /** Whether new passwords are looked up among breached ones. */
  breachedPasswordCheck: boolean
  emailChangeAllowed: boolean
  allowedDomains: string[] | null
}

export const policyNumbers = Object.keys(defaultPolicy) as PolicyNumber[]

export const policyColumns = {
  passwordLeast: workspaces.passwordLeast,
  lockTries: workspaces.lockTries,
  lockWindowMinutes: workspaces.lockWindowMinutes,
  lockMinutes: workspaces.lockMinutes,
  sessionIdleMinutes: workspaces.sessionIdleMinutes,
  sessionDays: workspaces.sessionDays,
  invitationDays: workspaces.invitationDays,
  temporaryPasswordDays: workspaces.temporaryPasswordDays,
  codeMinutes: workspaces.codeMinutes,
  breachedPasswordCheck: workspaces.breachedPasswordCheck,
  emailChangeAllowed: workspaces.emailChangeAllowed,
  allowedDomains: workspaces.allowedDomains,
}

/**
 * The policy of the transaction's own workspace; where there is none (a made-up address of the front door), the defaults. `held`: it stays
 * until the transaction has ended, so that a change of it finds what began under it.
 */
export async function policyOf(tx: Tx, { held = false } = {}): Promise<Policy> {
  const found = tx.select(policyColumns).from(workspaces)
  const [set] = await (held ? found.for("share") : found)
  const numbers = Object.fromEntries(
    policyNumbers.map((name) => [name, set?.[name] ?? defaultPolicy[name]]),
  ) as Record<PolicyNumber, number>
  return {
    ...numbers,
    breachedPasswordCheck: set?.breachedPasswordCheck ?? false,
    emailChangeAllowed: set?.emailChangeAllowed ?? false,
    allowedDomains: set?.allowedDomains ?? null,
  }
}

/** The policy of the actor's workspace, for what a page says: it is no secret to whoever lives under it. */
export const readPolicy = (actor: Actor): Promise<Policy> =>
  read(actor, actor.stage === "full" ? "self" : { stage: actor.stage }, policyOf)
