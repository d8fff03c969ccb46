/** The sign-in policy as its form shows and sets it. What holds, over the defaults, is policy.ts. */
import { eq } from "drizzle-orm"
import { workspaces } from "#db/schema/workspaces.ts"
import { type Actor, can } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { columnsEdited } from "#lib/access/edited-meanwhile.ts"
import { read } from "#lib/access/read.ts"
import { requireRecentProof } from "#lib/auth/recent-proof.ts"
import { shortenSessions } from "#lib/auth/session-store.ts"
import { NotFound, refuse } from "#lib/errors.ts"
import { refuseIfEdited, versionOf } from "./edited-meanwhile.ts"
import type { PolicyNumber, SignInPolicyInput } from "./input.ts"
import { policyColumns, policyNumbers } from "./policy.ts"
import { policyLabels } from "./policy-labels.ts"

/** What the form holds: numbers as they are typed, empty where the default holds. */
type SetPolicy = Record<PolicyNumber, string> & {
  breaches: "unchecked" | "checked"
  emailChange: "allowed" | "locked"
  allowedDomains: string
  seen: string
}

/** What the workspace has set, in the words of the form. Needs `settings:manage`. */
export async function getSignInPolicy(actor: Actor): Promise<SetPolicy> {
  return read(actor, "settings:manage", async (tx) => {
    const [set] = await tx.select(policyColumns).from(workspaces).where(eq(workspaces.id, actor.workspace.id))
    if (!set) throw new NotFound()
    const numbers = Object.fromEntries(policyNumbers.map((name) => [name, String(set[name] ?? "")]))
    return {
      ...(numbers as Record<PolicyNumber, string>),
      breaches: set.breachedPasswordCheck ? "checked" : "unchecked",
      emailChange: set.emailChangeAllowed ? "allowed" : "locked",
      allowedDomains: (set.allowedDomains ?? []).join("\n"),
      seen: await versionOf(tx, actor),
    }
  })
}

/**
 * Sets it, and brings the sessions of those who are signed in within it. A password that is too short from now on is changed at the next
 * sign-in with it; locks, invitations, temporary passwords and codes that are out keep their own end. Refuses `edited-meanwhile`, and what
 * requireRecentProof() does. Needs `settings:manage`.
 */
export async function setSignInPolicy(
  actor: Actor,
  { breaches, emailChange, allowedDomains, seen, currentPassword, ...typed }: SignInPolicyInput,
): Promise<void> {
  refuse(!can(actor, "settings:manage"), "not-permitted")
  await requireRecentProof(actor, currentPassword)
  const numbers = Object.fromEntries(
    policyNumbers.map((name) => [name, typed[name] ? Number(typed[name]) : null]),
  )
  await change(actor, "settings:manage", "workspace.sign_in_policy_set", async (tx) => {
    await refuseIfEdited(tx, actor, seen, (edit) => columnsEdited(edit, policyLabels))
    await tx
      .update(workspaces)
      .set({
        ...numbers,
        breachedPasswordCheck: breaches === "checked",
        emailChangeAllowed: emailChange === "allowed",
        allowedDomains: allowedDomains.length > 0 ? allowedDomains : null,
      })
      .where(eq(workspaces.id, actor.workspace.id))
    await shortenSessions(tx)
  })
}
