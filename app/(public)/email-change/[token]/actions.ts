"use server"

import { publicAction } from "#lib/action.ts"
import { confirmEmailChange, stopEmailChange } from "#lib/auth/email-change.ts"
import { emailChangeInput } from "#lib/auth/input.ts"

export const confirmEmailChangeAction = publicAction(emailChangeInput, confirmEmailChange, {
  done: ({ slug }) => `/sign-in/${slug}?ok=email-changed`,
})

export const stopEmailChangeAction = publicAction(emailChangeInput, stopEmailChange, {
  done: ({ slug }) => `/forgot-password?workspace=${slug}&ok=email-change-stopped`,
})
