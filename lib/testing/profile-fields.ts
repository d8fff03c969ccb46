/** What the tests of profile fields set. */
import type { Actor } from "#lib/access/actor.ts"
import type { SetProfileFieldsInput } from "#lib/profile-fields/input.ts"
import { getProfileFields, setProfileFields } from "#lib/profile-fields/settings.ts"

/** As the form posts it, just opened. */
export async function setFields(admin: Actor, typed: Omit<SetProfileFieldsInput, "seen">): Promise<void> {
  const { seen } = await getProfileFields(admin)
  await setProfileFields(admin, { seen, ...typed })
}
