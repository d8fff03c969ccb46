"use server"

import { publicAction } from "#lib/action.ts"
import { acceptInvitationInput } from "#lib/auth/input.ts"
import { acceptInvitation } from "#lib/auth/invitation.ts"
import { currentToken, keepToken } from "#lib/auth/session.ts"
import { endSessionOf } from "#lib/auth/session-store.ts"

export const acceptInvitationAction = publicAction(
  acceptInvitationInput,
  async (input, origin) => {
    const former = await currentToken()
    await keepToken(await acceptInvitation(input, origin))
    if (former) await endSessionOf(former, "signed in anew")
  },
  { done: () => "/" },
)
