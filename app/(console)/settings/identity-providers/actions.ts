"use server"

import { action } from "#lib/action.ts"
import { keepDirectoryList } from "#lib/identity-providers/directory-list.ts"
import { disableProvider, enableProvider } from "#lib/identity-providers/enabling.ts"
import {
  changeProviderInput,
  createOidcInput,
  createSamlInput,
  editOidcInput,
  editSamlInput,
  keepListInput,
  removeProviderInput,
  replaceMetadataInput,
  setRulesInput,
} from "#lib/identity-providers/input.ts"
import { readMetadataAgain, replaceMetadata } from "#lib/identity-providers/metadata.ts"
import { removeProvider } from "#lib/identity-providers/removal.ts"
import { previewRules, setRules } from "#lib/identity-providers/mapping-rules.ts"
import {
  createOidcProvider,
  createSamlProvider,
  editOidcProvider,
  editSamlProvider,
} from "#lib/identity-providers/setup.ts"

const page = (id: string) => `/settings/identity-providers/${id}`

export const createOidcProviderAction = action(createOidcInput, createOidcProvider, {
  done: ({ id }) => `${page(id)}?check=now&ok=provider-created`,
})

export const createSamlProviderAction = action(createSamlInput, createSamlProvider, {
  done: ({ id }) => `${page(id)}?ok=provider-created`,
})

export const editOidcProviderAction = action(editOidcInput, editOidcProvider, {
  done: (_, { providerId }) => `${page(providerId)}?check=now&ok=provider-saved`,
})

export const editSamlProviderAction = action(editSamlInput, editSamlProvider, {
  done: (_, { providerId }) => `${page(providerId)}?ok=provider-saved`,
})

/** Reads the metadata and says what would change; by its second button takes it over. */
export const replaceMetadataAction = action(
  replaceMetadataInput,
  async (actor, input) =>
    input.step === "read" ? readMetadataAgain(actor, input) : replaceMetadata(actor, input).then(() => null),
  {
    done: (changes, { providerId }) =>
      changes
        ? { answer: { changes: JSON.stringify(changes) }, keeps: true }
        : `${page(providerId)}?ok=metadata-replaced`,
  },
)

/** Saves the rules; with `step` "preview" it only says what saving would do. */
export const setRulesAction = action(
  setRulesInput,
  async (actor, input) =>
    input.step === "preview" ? previewRules(actor, input) : setRules(actor, input).then(() => null),
  {
    done: (told, { providerId }) =>
      told
        ? { answer: { preview: JSON.stringify(told) }, keeps: true }
        : `${page(providerId)}/rules?ok=rules-saved`,
  },
)

export const enableProviderAction = action(changeProviderInput, enableProvider, {
  done: (_, { providerId }) => `${page(providerId)}?ok=provider-enabled`,
})

export const disableProviderAction = action(changeProviderInput, disableProvider, {
  done: (_, { providerId }) => `${page(providerId)}?ok=provider-disabled`,
})

export const removeProviderAction = action(removeProviderInput, removeProvider, {
  done: () => "/settings/identity-providers?ok=provider-removed",
})

/** Keeps a list out of the directory for a day, and rehearses with it. */
export const keepListAction = action(keepListInput, keepDirectoryList, {
  done: (list, { providerId }) => `${page(providerId)}/rehearse?list=${list}`,
})
