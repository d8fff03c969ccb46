/** One's own profile, as `/account` edits it. */
import { eq } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import { NotFound } from "#lib/errors.ts"
import type { EditProfileInput } from "./input.ts"
import { searchTextOf, sortNameOf } from "#lib/person-name.ts"
import { refuseUnknownPhone } from "./phone.ts"

/** The actor's own profile. */
export async function getOwnProfile(actor: Actor) {
  const [profile] = await read(actor, "self", (tx) =>
    tx
      .select({
        firstName: users.firstName,
        lastName: users.lastName,
        email: users.email,
        phone: users.phone,
        timezone: users.timezone,
      })
      .from(users)
      .where(eq(users.id, actor.user.id)),
  )
  if (!profile) throw new NotFound()
  return profile
}

/** Saves the actor's own name, phone and time zone. Refuses `phone-unknown`. */
export async function editOwnProfile(
  actor: Actor,
  { firstName, lastName, phone, timezone }: EditProfileInput,
): Promise<void> {
  refuseUnknownPhone(phone)
  await change(actor, "self", "user.profile_edited", (tx) =>
    tx
      .update(users)
      .set({
        firstName,
        lastName,
        phone: phone || null,
        timezone: timezone || null,
        sortName: sortNameOf(firstName, lastName),
        search: searchTextOf(firstName, lastName, actor.user.email),
      })
      .where(eq(users.id, actor.user.id)),
  )
}
