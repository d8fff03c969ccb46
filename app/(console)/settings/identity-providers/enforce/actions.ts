"use server"

import { action } from "#lib/action.ts"
import { enforceSso, liftEnforcement } from "#lib/identity-providers/enforcement.ts"
import { enforceInput, liftEnforcementInput } from "#lib/workspaces/input.ts"

const page = "/settings/identity-providers/enforce"

export const enforceSsoAction = action(enforceInput, enforceSso, { done: () => `${page}?ok=sso-enforced` })

export const liftEnforcementAction = action(liftEnforcementInput, liftEnforcement, {
  done: () => `${page}?ok=sso-enforcement-lifted`,
})
