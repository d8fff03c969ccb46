/** One's own profile, as `/account` edits it. */
import { eq } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import { NotFound } from "#lib/errors.ts"
import { directoryOf } from "#lib/identity-providers/ownership.ts"
import { ownFields } from "#lib/profile-fields/in-effect.ts"
import { profileOf, saveProfile, shownIn } from "#lib/profile-fields/values.ts"
import { emailChangeAllowed, pendingEmail } from "./email-address.ts"
import type { EditProfileInput } from "./input.ts"
import { lockUser } from "./lock.ts"
import { namesToKeep } from "./owned-names.ts"
import { searchTextOf, sortNameOf } from "#lib/person-name.ts"
import { refuseUnknownPhone } from "#lib/phone.ts"

/** The actor's own profile with the fields that it shows, as they were at the sign-in, which of them are `editable`, and with the address that waits for its confirmation and whether a new one may be asked for. */
export async function getOwnProfile(actor: Actor) {
  return read(actor, "self", async (tx) => {
    const [profile] = await tx
      .select({
        firstName: users.firstName,
        lastName: users.lastName,
        email: users.email,
        phone: users.phone,
        timezone: users.timezone,
        directory: directoryOf,
      })
      .from(users)
      .where(eq(users.id, actor.user.id))
    if (!profile) throw new NotFound()
    const { shown, editable } = await ownFields(tx, actor)
    return {
      ...profile,
      fields: shownIn(await profileOf(tx, actor.user.id), shown),
      editable,
      pendingEmail: await pendingEmail(tx, actor.user.id),
      emailLocked: !(await emailChangeAllowed(tx)),
    }
  })
}

/**
 * Saves the actor's own name, phone, time zone and profile fields; a name that is left out stays. Refuses `phone-unknown`, `directory-owned`,
 * `field-not-editable`, `fields-not-editable` for what they may not edit since they signed in.
 */
export async function editOwnProfile(
  actor: Actor,
  { phone, timezone, ...typed }: EditProfileInput,
): Promise<void> {
  refuseUnknownPhone(phone)
  await change(actor, "self", "user.profile_edited", async (tx) => {
    const person = await lockUser(tx, actor.user.id)
    const { editable } = await ownFields(tx, actor)
    const { firstName = person.firstName, lastName = person.lastName } = typed
    const names = namesToKeep(person, { firstName, lastName }, editable)
    await tx
      .update(users)
      .set({
        ...names,
        phone: phone || null,
        timezone: timezone || null,
        sortName: sortNameOf(names.firstName, names.lastName),
        search: searchTextOf(names.firstName, names.lastName, person.email),
      })
      .where(eq(users.id, actor.user.id))
    await saveProfile(tx, { workspaceId: actor.workspace.id, userId: actor.user.id }, typed, {
      open: editable,
      otherwise: "fields-not-editable",
    })
  })
}
