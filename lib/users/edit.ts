/** Editing a person: name, contact, external id, time zone, profile fields, direct roles; a new address goes its own way. */
import { eq } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { refuse } from "#lib/errors.ts"
import { namesToKeep } from "./owned-names.ts"
import { presentFields } from "#lib/profile-fields/in-effect.ts"
import { saveProfile } from "#lib/profile-fields/values.ts"
import { searchTextOf, sortNameOf } from "#lib/person-name.ts"
import { refuseIfEdited } from "./edited-meanwhile.ts"
import { changeEmail, type EmailOutcome } from "./email-address.ts"
import type { EditUserInput } from "./input.ts"
import { lockUser } from "./lock.ts"
import { refuseUnknownPhone } from "#lib/phone.ts"
import { makeDirectRoles } from "./roles-given.ts"

/**
 * Saves what an admin typed; answers what became of the address. Refuses `edited-meanwhile`, `archived`, `phone-unknown`, `fields-not-shown`,
 * `unknown-role`, `given-by-rule`, `directory-owned`, `own-access`, `email-taken`, `email-locked`, `email-too-often`; NotFound. Needs `users:write`.
 */
export async function editUser(actor: Actor, input: EditUserInput): Promise<{ email: EmailOutcome }> {
  const { userId, phone, externalId, timezone } = input
  refuseUnknownPhone(phone)
  return change(
    actor,
    "users:write",
    "user.edited",
    async (tx) => {
      const person = await lockUser(tx, userId)
      refuse(person.archivedAt, "archived")
      await refuseIfEdited(tx, userId, input.seen)
      const { firstName, lastName } = namesToKeep(person, input)
      await tx
        .update(users)
        .set({
          firstName,
          lastName,
          phone: phone || null,
          externalId: externalId || null,
          timezone: timezone || null,
          sortName: sortNameOf(firstName, lastName),
          search: searchTextOf(firstName, lastName, person.email),
        })
        .where(eq(users.id, userId))
      await saveProfile(tx, { workspaceId: actor.workspace.id, userId }, input, {
        open: (await presentFields(tx)).shown,
        otherwise: "fields-not-shown",
      })
      await makeDirectRoles(tx, actor, userId, input.roles)
      return { email: await changeEmail(tx, actor, { ...person, firstName, lastName }, input.email) }
    },
    { sure: input.sure },
  )
}
