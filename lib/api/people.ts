/** People as the API tells of them. */
import type { infer as Infer } from "zod/mini"
import type { UserDetail } from "#lib/users/user.ts"
import type { UserRow } from "#lib/users/listing.ts"
import type { listedUser, user } from "./answers.ts"

const iso = (at: Date | null) => at?.toISOString() ?? null

type Both = Omit<UserRow, "identityProvider" | "identityProviderId" | "directory" | "passwordRefusal">

/** What list and page both know. */
function told(
  person: Pick<Both, (typeof kept)[number] | "roles" | "createdAt" | "invitedAt" | "lastSignInAt">,
) {
  const { roles } = person
  return {
    ...(Object.fromEntries(kept.map((name) => [name, person[name]])) as Pick<Both, (typeof kept)[number]>),
    roles: roles.filter(({ groupId }) => groupId === null).map(({ id }) => id),
    rolesHeld: roles.map(({ id, name, group, groupId }) => ({
      id,
      name,
      group: groupId === null ? null : { id: groupId, name: group ?? "" },
    })),
    createdAt: person.createdAt.toISOString(),
    invitedAt: iso(person.invitedAt),
    lastSignInAt: iso(person.lastSignInAt),
  }
}

const kept = [
  "id",
  "firstName",
  "lastName",
  "email",
  "type",
  "status",
  "phone",
  "externalId",
  "timezone",
  "admin",
] as const

/** A row of the list. */
export const tellRow = ({
  identityProvider: name,
  identityProviderId: id,
  ...row
}: UserRow): Infer<typeof listedUser> => ({
  ...told(row),
  identityProvider: id === null ? null : { id, name: name ?? "" },
})

/** Somebody with what only their page says. */
export const tellUser = (person: UserDetail): Infer<typeof user> => ({
  ...told(person),
  identityProvider: person.identityProvider && {
    id: person.identityProvider.id,
    name: person.identityProvider.name,
  },
  groups: person.groups.map(({ id, name }) => ({ id, name })),
  joinedAt: iso(person.joinedAt),
  emailConfirmedAt: iso(person.emailConfirmedAt),
  suspendedAt: iso(person.suspendedAt),
  archivedAt: iso(person.archivedAt),
  pendingEmail: person.pendingEmail && {
    email: person.pendingEmail.email,
    expiresAt: person.pendingEmail.expiresAt.toISOString(),
  },
})
