"use server"

import { z } from "zod/mini"
import { action } from "#lib/action.ts"
import { changePasswordInput, endSessionInput, proveInput, unlinkOwnIdentityInput } from "#lib/auth/input.ts"
import { changeOwnPassword } from "#lib/auth/own-password.ts"
import { requireRecentProof } from "#lib/auth/recent-proof.ts"
import { keepToken } from "#lib/auth/session.ts"
import { unlinkIdentity } from "#lib/identity-providers/links.ts"
import { removeOwnPicture } from "#lib/pictures/user-picture.ts"
import { endOtherSessions, endOwnSession } from "#lib/sessions/own.ts"
import { changeOwnEmail } from "#lib/users/email-address.ts"
import { changeOwnEmailInput, editProfileInput } from "#lib/users/input.ts"
import { editOwnProfile } from "#lib/users/own-profile.ts"

export const editProfileAction = action(editProfileInput, editOwnProfile, {
  done: () => "/account?ok=profile-saved",
})

export const removeOwnPictureAction = action(z.object({}), removeOwnPicture, {
  done: () => "/account?ok=picture-removed",
})

export const changePasswordAction = action(
  changePasswordInput,
  async (actor, input) => keepToken(await changeOwnPassword(actor, input)),
  { done: () => "/account/password?ok=password-changed" },
)

export const endSessionAction = action(endSessionInput, endOwnSession, {
  done: () => "/account/sessions?ok=session-ended",
})

export const endOtherSessionsAction = action(z.object({}), endOtherSessions, {
  done: () => "/account/sessions?ok=other-sessions-ended",
})

export const changeOwnEmailAction = action(changeOwnEmailInput, changeOwnEmail, {
  done: (outcome) => `/account?ok=${outcome === "sent" ? "email-change-sent" : "profile-saved"}`,
})

export const proveAction = action(
  proveInput,
  (actor, { currentPassword }) => requireRecentProof(actor, currentPassword),
  { done: () => "/account?ok=proved" },
)

export const unlinkOwnIdentityAction = action(
  unlinkOwnIdentityInput,
  (actor, input) => unlinkIdentity(actor, { ...input, userId: actor.user.id }),
  { done: () => "/account?ok=identity-unlinked" },
)
