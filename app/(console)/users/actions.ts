"use server"

import { action } from "#lib/action.ts"
import { unlinkIdentityInput } from "#lib/auth/input.ts"
import { removePictureOf } from "#lib/pictures/user-picture.ts"
import { killSession, signOutEverywhere } from "#lib/sessions/of-user.ts"
import { unlinkIdentity } from "#lib/identity-providers/links.ts"
import { setIdentityProvider } from "#lib/users/belonging.ts"
import { createUser, inviteUser } from "#lib/users/creation.ts"
import { editUser } from "#lib/users/edit.ts"
import { callOffEmailChange } from "#lib/users/email-address.ts"
import { eraseUser } from "#lib/users/erasure.ts"
import { setGroups } from "#lib/users/groups-joined.ts"
import {
  archiveUserInput,
  createUserInput,
  editUserInput,
  eraseUserInput,
  inviteUserInput,
  replaceUserInput,
  resetPasswordOfInput,
  setIdentityProviderInput,
  changeStatusInput,
  setAdminRoleInput,
  setBotBuilderInput,
  setGroupsInput,
  setRolesInput,
  userInput,
  userSessionInput,
} from "#lib/users/input.ts"
import { copyInvitationLink, resendInvitation, withdrawInvitation } from "#lib/users/invitation.ts"
import { resetPasswordOf } from "#lib/users/password-reset.ts"
import {
  activateUser,
  archiveUser,
  deactivateUser,
  restoreUser,
  suspendUser,
  unlockUser,
} from "#lib/users/life.ts"
import { setAdminRole, setBotBuilder } from "#lib/users/named-access.ts"
import { replaceUser } from "#lib/users/replacement.ts"
import { setRoles } from "#lib/users/roles-given.ts"
import { getUser } from "#lib/users/user.ts"
import { shownPassword } from "./shown-once.ts"

const created = {
  "invitation-link": "user-invited",
  "temporary-password-email": "user-created",
  // Its password is in the answer to the first post; this is a second one, which made nobody.
  "temporary-password-shown": "user-created-before",
}

export const createUserAction = action(
  createUserInput,
  async (actor, input) => {
    const { id, temporaryPassword } = await createUser(actor, input)
    const person = { ...input, userId: id, confirms: true }
    return { id, shown: temporaryPassword && (await shownPassword(actor, person, temporaryPassword)) }
  },
  {
    done: ({ id, shown }, { wayIn }) => (shown ? { answer: shown } : `/users/${id}?ok=${created[wayIn]}`),
  },
)

export const inviteUserAction = action(inviteUserInput, inviteUser, {
  done: () => "/users?ok=user-invited",
})

export const resetPasswordAction = action(
  resetPasswordOfInput,
  async (actor, input) => {
    const { firstName, lastName, email, emailConfirmedAt } = await getUser(actor, input.userId)
    const { temporaryPassword } = await resetPasswordOf(actor, input)
    const person = { userId: input.userId, firstName, lastName, email, confirms: emailConfirmedAt === null }
    return temporaryPassword && (await shownPassword(actor, person, temporaryPassword))
  },
  { done: (shown, { userId }) => (shown ? { answer: shown } : `/users/${userId}?ok=reset-link-sent`) },
)

export const resendInvitationAction = action(userInput, resendInvitation, {
  done: (_, { userId }) => `/users/${userId}?ok=invitation-sent`,
})

export const copyInvitationLinkAction = action(userInput, copyInvitationLink, {
  done: ({ link }) => ({ answer: { link } }),
})

export const withdrawInvitationAction = action(userInput, withdrawInvitation, {
  done: (_, { userId }) => `/users/${userId}?ok=invitation-withdrawn`,
})

export const unlockUserAction = action(changeStatusInput, unlockUser, {
  done: (_, { userId }) => `/users/${userId}?ok=user-unlocked`,
})

export const suspendUserAction = action(changeStatusInput, suspendUser, {
  done: (_, { userId }) => `/users/${userId}?ok=user-suspended`,
})

export const activateUserAction = action(changeStatusInput, activateUser, {
  done: (_, { userId }) => `/users/${userId}?ok=user-activated`,
})

export const deactivateUserAction = action(changeStatusInput, deactivateUser, {
  done: (_, { userId }) => `/users/${userId}?ok=user-deactivated`,
})

export const archiveUserAction = action(archiveUserInput, archiveUser, {
  done: () => "/users?ok=user-deleted",
})

export const restoreUserAction = action(changeStatusInput, restoreUser, {
  done: (_, { userId }) => `/users/${userId}?ok=user-restored`,
})

export const eraseUserAction = action(eraseUserInput, eraseUser, {
  done: (_, { userId }) => `/users/${userId}?ok=user-erased`,
})

export const replaceUserAction = action(replaceUserInput, replaceUser, {
  done: ({ id }) => `/users/${id}?ok=user-replaced`,
})

export const editUserAction = action(editUserInput, editUser, {
  done: ({ email }, { userId }) =>
    `/users/${userId}?ok=${email === "sent" ? "user-saved-email" : "user-saved"}`,
})

export const setRolesAction = action(setRolesInput, setRoles, {
  done: (_, { userId }) => `/users/${userId}?ok=roles-saved`,
})

export const setGroupsAction = action(setGroupsInput, setGroups, {
  done: (_, { userId, search }) =>
    search === undefined
      ? `/users/${userId}?ok=groups-saved`
      : `/users/${userId}/groups?${new URLSearchParams({ ...(search && { search }), ok: "groups-saved" })}`,
})

export const setIdentityProviderAction = action(setIdentityProviderInput, setIdentityProvider, {
  done: (_, { userId }) => `/users/${userId}?ok=identity-provider-saved`,
})

export const unlinkIdentityAction = action(unlinkIdentityInput, unlinkIdentity, {
  done: (_, { userId }) => `/users/${userId}?ok=user-unlinked`,
})

export const removePictureAction = action(userInput, removePictureOf, {
  done: (_, { userId }) => `/users/${userId}?ok=picture-removed`,
})

export const setAdminRoleAction = action(setAdminRoleInput, setAdminRole, {
  done: ({ more }, { userId }) => `/users/${userId}?ok=${more ? "access-saved-more" : "access-saved"}`,
})

export const setBotBuilderAction = action(setBotBuilderInput, setBotBuilder, {
  done: ({ more }, { userId }) => `/users/${userId}?ok=${more ? "access-saved-more" : "access-saved"}`,
})

export const callOffEmailChangeAction = action(userInput, callOffEmailChange, {
  done: (_, { userId }) => `/users/${userId}?ok=email-change-called-off`,
})

export const killSessionAction = action(userSessionInput, killSession, {
  done: (_, { userId }) => `/users/${userId}/sessions?ok=session-killed`,
})

export const signOutEverywhereAction = action(userInput, signOutEverywhere, {
  done: (_, { userId }) => `/users/${userId}/sessions?ok=user-signed-out`,
})
