"use server"

import { shownToken } from "../../tokens/shown-token.ts"
import { action } from "#lib/action.ts"
import { createServiceAccount } from "#lib/service-accounts/creation.ts"
import { editServiceAccount, setServiceAccountRoles } from "#lib/service-accounts/editing.ts"
import {
  createServiceAccountInput,
  createServiceTokenInput,
  editServiceAccountInput,
  regenerateServiceTokenInput,
  revokeServiceTokenInput,
  serviceAccountInput,
  setServiceAccountRolesInput,
} from "#lib/service-accounts/input.ts"
import {
  archiveServiceAccount,
  disableServiceAccount,
  enableServiceAccount,
} from "#lib/service-accounts/life.ts"
import {
  createServiceToken,
  regenerateServiceToken,
  revokeServiceToken,
} from "#lib/service-accounts/tokens.ts"

export const createServiceTokenAction = action(
  createServiceTokenInput,
  async (actor, input) => shownToken(actor, await createServiceToken(actor, input)),
  { done: (answer) => ({ answer }) },
)

export const regenerateServiceTokenAction = action(
  regenerateServiceTokenInput,
  async (actor, input) => shownToken(actor, await regenerateServiceToken(actor, input)),
  { done: (answer) => ({ answer }) },
)

export const revokeServiceTokenAction = action(revokeServiceTokenInput, revokeServiceToken, {
  done: (_, { accountId }) => pageOf(accountId, "token-revoked"),
})

const pageOf = (accountId: string, ok: string) => `/settings/service-accounts/${accountId}?ok=${ok}`

export const createServiceAccountAction = action(createServiceAccountInput, createServiceAccount, {
  done: ({ id }, { roles }) =>
    pageOf(id, roles.length > 0 ? "service-account-created" : "service-account-created-bare"),
})

export const editServiceAccountAction = action(editServiceAccountInput, editServiceAccount, {
  done: (_, { accountId }) => pageOf(accountId, "service-account-saved"),
})

export const setServiceAccountRolesAction = action(setServiceAccountRolesInput, setServiceAccountRoles, {
  done: (_, { accountId }) => pageOf(accountId, "service-account-roles-saved"),
})

export const disableServiceAccountAction = action(serviceAccountInput, disableServiceAccount, {
  done: (_, { accountId }) => pageOf(accountId, "service-account-disabled"),
})

export const enableServiceAccountAction = action(serviceAccountInput, enableServiceAccount, {
  done: (_, { accountId }) => pageOf(accountId, "service-account-enabled"),
})

export const archiveServiceAccountAction = action(serviceAccountInput, archiveServiceAccount, {
  done: () => "/settings/service-accounts?ok=service-account-deleted",
})
