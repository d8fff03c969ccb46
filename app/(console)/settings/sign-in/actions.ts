"use server"

import { action } from "#lib/action.ts"
import { signInPolicyInput } from "#lib/workspaces/input.ts"
import { setSignInPolicy } from "#lib/workspaces/sign-in-policy.ts"

export const setSignInPolicyAction = action(signInPolicyInput, setSignInPolicy, {
  done: () => "/settings/sign-in?ok=settings-saved",
})
