"use server"

import { publicAction } from "#lib/action.ts"
import { requestPasswordReset } from "#lib/auth/front-door.ts"
import { forgotPasswordInput } from "#lib/auth/input.ts"

export const requestPasswordResetAction = publicAction(forgotPasswordInput, requestPasswordReset, {
  done: (_, { slug }) => `/forgot-password?workspace=${encodeURIComponent(slug)}&sent`,
})
