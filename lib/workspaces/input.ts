/** What may be set for a workspace. Safe for the browser. */
import { z } from "zod/mini"
import { proofFields } from "#lib/auth/input.ts"
import { emailField, lineField, seenField, timezoneField } from "#lib/input.ts"

/** What a workspace says of itself. Empty: the time zone of each one's browser, no address to write to. */
export const editWorkspaceInput = z.object({
  seen: seenField,
  name: lineField("Enter the workspace's name.", 100),
  timezone: z._default(timezoneField, ""),
  supportAddress: z._default(
    z.union([z.literal(""), emailField], { error: "Enter an address like help@company.com" }),
    "",
  ),
})
export type EditWorkspaceInput = z.infer<typeof editWorkspaceInput>

/** Whether people may change their e-mail address; the words are the radio buttons' values. */
export const signInPolicyInput = z.object({
  emailChange: z.enum(["allowed", "locked"], { error: "Choose one." }),
})
export type SignInPolicyInput = z.infer<typeof signInPolicyInput>

/** `signOut`: whoever came in with a password is signed out. `sure`: what the actor was told and wants all the same. */
export const enforceInput = z.object({
  ...proofFields,
  signOut: z._default(
    z.array(z.enum(["yes"], { error: "Choose from the boxes on the page." })).check(z.maxLength(1)),
    [],
  ),
  sure: z._default(z.string().check(z.regex(/^[a-z-]{0,100}$/, "Reload the page.")), ""),
})
export type EnforceInput = z.infer<typeof enforceInput>

export const liftEnforcementInput = z.object(proofFields)
export type LiftEnforcementInput = z.infer<typeof liftEnforcementInput>
