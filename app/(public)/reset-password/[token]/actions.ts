"use server"

import { publicAction } from "#lib/action.ts"
import { resetPasswordInput } from "#lib/auth/input.ts"
import { resetPassword } from "#lib/auth/password-reset.ts"

export const resetPasswordAction = publicAction(resetPasswordInput, resetPassword, {
  done: ({ slug }) => `/sign-in/${slug}?ok=password-reset`,
})
