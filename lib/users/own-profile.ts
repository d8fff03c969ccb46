/** One's own profile, as `/account` edits it. */
import { eq } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import { NotFound } from "#lib/errors.ts"
import { directoryOf } from "#lib/identity-providers/ownership.ts"
import { emailChangeAllowed, pendingEmail } from "./email-address.ts"
import type { EditProfileInput } from "./input.ts"
import { lockUser } from "./lock.ts"
import { namesToKeep } from "./owned-names.ts"
import { searchTextOf, sortNameOf } from "#lib/person-name.ts"
import { refuseUnknownPhone } from "./phone.ts"

/** The actor's own profile, with the address that waits for its confirmation and whether a new one may be asked for. */
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
    return {
      ...profile,
      pendingEmail: await pendingEmail(tx, actor.user.id),
      emailLocked: !(await emailChangeAllowed(tx)),
    }
  })
}

/** Saves the actor's own name, phone and time zone. Refuses `phone-unknown`, `directory-owned`. */
export async function editOwnProfile(
  actor: Actor,
  { phone, timezone, ...typed }: EditProfileInput,
): Promise<void> {
  refuseUnknownPhone(phone)
  await change(actor, "self", "user.profile_edited", async (tx) => {
    const person = await lockUser(tx, actor.user.id)
    const { firstName, lastName } = namesToKeep(person, typed)
    await tx
      .update(users)
      .set({
        firstName,
        lastName,
        phone: phone || null,
        timezone: timezone || null,
        sortName: sortNameOf(firstName, lastName),
        search: searchTextOf(firstName, lastName, person.email),
      })
      .where(eq(users.id, actor.user.id))
  })
}
