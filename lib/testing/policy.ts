/** What the tests of the sign-in policy set. */
import type { Actor } from "#lib/access/actor.ts"
import { type PolicyNumber, signInPolicyInput } from "#lib/workspaces/input.ts"
import { getSignInPolicy, setSignInPolicy } from "#lib/workspaces/sign-in-policy.ts"

type Typed = Partial<
  Record<PolicyNumber | "allowedDomains" | "breaches" | "emailChange" | "currentPassword", string>
>

/** As the form posts it: what stands there already, and what is typed over it. */
export async function setPolicy(admin: Actor, typed: Typed): Promise<void> {
  await setSignInPolicy(admin, signInPolicyInput.parse({ ...(await getSignInPolicy(admin)), ...typed }))
}
