"use server"

import { publicAction } from "#lib/action.ts"
import { acceptInvitationInput } from "#lib/auth/input.ts"
import { acceptInvitation } from "#lib/auth/invitation.ts"
import { keepToken } from "#lib/auth/session.ts"

export const acceptInvitationAction = publicAction(
  acceptInvitationInput,
  async (input, origin) => keepToken(await acceptInvitation(input, origin)),
  { done: () => "/" },
)
