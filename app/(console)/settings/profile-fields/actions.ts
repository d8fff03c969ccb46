"use server"

import { action } from "#lib/action.ts"
import { setProfileFieldsInput } from "#lib/profile-fields/input.ts"
import { setProfileFields } from "#lib/profile-fields/settings.ts"

export const setProfileFieldsAction = action(setProfileFieldsInput, setProfileFields, {
  done: () => "/settings/profile-fields?ok=profile-fields-saved",
})
