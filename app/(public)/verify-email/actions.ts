"use server"

import { z } from "zod/mini"
import { action } from "#lib/action.ts"
import { verifyCodeInput } from "#lib/auth/input.ts"
import { keepToken } from "#lib/auth/session.ts"
import { resendCode, verifyCode } from "#lib/auth/verification.ts"

export const verifyCodeAction = action(
  verifyCodeInput,
  async (actor, input) => keepToken(await verifyCode(actor, input)),
  { stage: "verify_email", done: () => "/" },
)

export const resendCodeAction = action(z.object({}), resendCode, {
  stage: "verify_email",
  done: () => "/verify-email?ok=code-sent",
})
