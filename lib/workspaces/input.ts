/** What may be set for a workspace. Safe for the browser. */
import { z } from "zod/mini"

/** Whether people may change their e-mail address; the words are the radio buttons' values. */
export const signInPolicyInput = z.object({
  emailChange: z.enum(["allowed", "locked"], { error: "Choose one." }),
})
export type SignInPolicyInput = z.infer<typeof signInPolicyInput>
