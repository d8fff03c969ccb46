"use server"

import { action } from "#lib/action.ts"
import { addAudience, removeAudience, renameAudience } from "#lib/platform-tokens/audiences.ts"
import { addAudienceInput, removeAudienceInput, renameAudienceInput } from "#lib/platform-tokens/input.ts"

export const addAudienceAction = action(addAudienceInput, addAudience, {
  done: () => "/settings/back-ends?ok=audience-added",
})

export const renameAudienceAction = action(renameAudienceInput, renameAudience, {
  done: () => "/settings/back-ends?ok=audience-renamed",
})

export const removeAudienceAction = action(removeAudienceInput, removeAudience, {
  done: () => "/settings/back-ends?ok=audience-removed",
})
