"use server"

import { revokeTokenOfInput } from "#lib/access-tokens/input.ts"
import { revokeTokenOf } from "#lib/access-tokens/revocation.ts"
import { action } from "#lib/action.ts"

export const revokeTokenOfAction = action(revokeTokenOfInput, revokeTokenOf, {
  done: (_, { userId }) => `/users/${userId}/tokens?ok=token-revoked`,
})
