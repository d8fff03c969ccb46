"use server"

import { createTokenInput, regenerateTokenInput, tokenInput } from "#lib/access-tokens/input.ts"
import { createToken, regenerateToken } from "#lib/access-tokens/making.ts"
import { revokeToken } from "#lib/access-tokens/revocation.ts"
import { action } from "#lib/action.ts"
import { shownToken } from "../../tokens/shown-token.ts"

export const createTokenAction = action(
  createTokenInput,
  async (actor, input) => shownToken(actor, await createToken(actor, input)),
  { done: (answer) => ({ answer }) },
)

export const regenerateTokenAction = action(
  regenerateTokenInput,
  async (actor, input) => shownToken(actor, await regenerateToken(actor, input)),
  { done: (answer) => ({ answer }) },
)

export const revokeTokenAction = action(tokenInput, revokeToken, {
  done: () => "/account/tokens?ok=token-revoked",
})
