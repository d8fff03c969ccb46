/** What a workspace itself decides about signing in. */
import { eq } from "drizzle-orm"
import { workspaces } from "#db/schema/workspaces.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import { NotFound } from "#lib/errors.ts"
import type { SignInPolicyInput } from "./input.ts"

/** The workspace's policy, in the words of its form. Needs `settings:manage`. */
export async function getSignInPolicy(actor: Actor): Promise<SignInPolicyInput> {
  const [found] = await read(actor, "settings:manage", (tx) =>
    tx
      .select({ allowed: workspaces.emailChangeAllowed })
      .from(workspaces)
      .where(eq(workspaces.id, actor.workspace.id)),
  )
  if (!found) throw new NotFound()
  return { emailChange: found.allowed ? "allowed" : "locked" }
}

/** Sets it; from then on no address changes or is confirmed where it is locked (K). Needs `settings:manage`. */
export async function setSignInPolicy(actor: Actor, { emailChange }: SignInPolicyInput): Promise<void> {
  await change(actor, "settings:manage", "workspace.sign_in_policy_set", (tx) =>
    tx
      .update(workspaces)
      .set({ emailChangeAllowed: emailChange === "allowed" })
      .where(eq(workspaces.id, actor.workspace.id)),
  )
}
