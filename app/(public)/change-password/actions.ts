"use server"

import { action } from "#lib/action.ts"
import { setPasswordInput } from "#lib/auth/input.ts"
import { setPassword } from "#lib/auth/password-change.ts"
import { keepToken } from "#lib/auth/session.ts"

export const setPasswordAction = action(
  setPasswordInput,
  async (actor, input) => keepToken(await setPassword(actor, input)),
  { stage: "password_change", done: () => "/" },
)
