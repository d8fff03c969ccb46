/** Editing a person: name, contact, external id, time zone, profile fields, direct roles; a new address goes its own way. */
import { eq } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { refuse } from "#lib/errors.ts"
import { normaliseEmail } from "#lib/input.ts"
import { namesToKeep } from "./owned-names.ts"
import { presentFields } from "#lib/profile-fields/in-effect.ts"
import { saveProfile } from "#lib/profile-fields/values.ts"
import { searchTextOf, sortNameOf } from "#lib/person-name.ts"
import { refuseIfEdited } from "./edited-meanwhile.ts"
import { changeEmail, type EmailOutcome } from "./email-address.ts"
import type { EditUserInput } from "./input.ts"
import { lockUser, type Person } from "./lock.ts"
import { refuseUnknownPhone } from "#lib/phone.ts"
import { makeDirectRoles } from "./roles-given.ts"

/** What is left out stays as it is; without `seen`, whatever anybody else changed meanwhile. */
type UserEdit = Pick<EditUserInput, "userId"> & Partial<EditUserInput>

/**
 * Saves what an admin typed, or a program said; answers what became of the address. Refuses `edited-meanwhile`, `archived`, `phone-unknown`,
 * `fields-not-shown`, `unknown-role`, `given-by-rule`, `directory-owned`, `own-access`, `own-email`, `domain-not-allowed`, `email-taken`, `email-locked`, `email-too-often`;
 * NotFound. Needs `users:write`.
 */
export async function editUser(actor: Actor, input: UserEdit): Promise<{ email: EmailOutcome }> {
  const { userId, seen, phone, externalId, timezone, roles } = input
  refuseUnknownPhone(phone ?? "")
  return change(
    actor,
    "users:write",
    "user.edited",
    async (tx) => {
      const person = await lockUser(tx, userId)
      refuse(person.archivedAt, "archived")
      if (seen !== undefined) await refuseIfEdited(tx, userId, seen)
      const { firstName, lastName } = namesToKeep(person, { ...person, ...input })
      await tx
        .update(users)
        .set({
          firstName,
          lastName,
          phone: orNull(phone),
          externalId: orNull(externalId),
          timezone: orNull(timezone),
          sortName: sortNameOf(firstName, lastName),
          search: searchTextOf(firstName, lastName, person.email),
        })
        .where(eq(users.id, userId))
      await saveProfile(tx, { workspaceId: actor.workspace.id, userId }, input, {
        open: (await presentFields(tx)).shown,
        otherwise: "fields-not-shown",
      })
      if (roles) await makeDirectRoles(tx, actor, userId, roles)
      if (input.email === undefined) return { email: "unchanged" }
      refuse(isOwnMoved(actor, person, input.email), "own-email", "email")
      return { email: await changeEmail(tx, actor, { ...person, firstName, lastName }, input.email) }
    },
    { sure: input.sure },
  )
}

/** One's own address is changed under Account, where the password is asked: it would lead to another one by a mailed link. */
const isOwnMoved = (actor: Actor, { id, emailNorm }: Person, email: string) =>
  id === actor.user.id && normaliseEmail(email) !== emailNorm

/** What was left out is not written. */
const orNull = (text: string | undefined) => (text === undefined ? undefined : text || null)
