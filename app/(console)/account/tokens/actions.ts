"use server"

import { readZone } from "#app/zone.ts"
import { dayTime } from "#components/ui/format-time.ts"
import { createTokenInput, regenerateTokenInput, tokenInput } from "#lib/access-tokens/input.ts"
import { createToken, type MadeToken, regenerateToken } from "#lib/access-tokens/making.ts"
import { revokeToken } from "#lib/access-tokens/revocation.ts"
import type { Actor } from "#lib/access/actor.ts"
import { action } from "#lib/action.ts"

export const createTokenAction = action(
  createTokenInput,
  async (actor, input) => shown(actor, await createToken(actor, input)),
  { done: (answer) => ({ answer }) },
)

export const regenerateTokenAction = action(
  regenerateTokenInput,
  async (actor, input) => shown(actor, await regenerateToken(actor, input)),
  { done: (answer) => ({ answer }) },
)

export const revokeTokenAction = action(tokenInput, revokeToken, {
  done: () => "/account/tokens?ok=token-revoked",
})

const shown = async (actor: Actor, { name, token, expiresAt }: MadeToken) => ({
  name,
  token,
  ends: dayTime(expiresAt, await readZone(actor)).text,
})
