/** What the API answers, as its description says and its tests check. */
import { z } from "zod/mini"
import { type Permission, permissions, userTypeNames } from "#lib/access/permissions.ts"

/** Schemas that the description names, so that programs find one kind of thing under one name. */
export const named = z.registry<{ id: string }>()

const at = z.iso.datetime()
const idAndName = z.object({ id: z.uuid(), name: z.string() })
const permissionName = z.enum(permissions as [Permission, ...Permission[]])

/** A person as the list has them. `roles`: those held directly, which can be changed; `rolesHeld`: those of groups too. */
const person = {
  id: z.uuid(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  type: z.enum(userTypeNames),
  status: z.enum(["active", "invited", "suspended", "locked", "archived"]),
  phone: z.nullable(z.string()),
  externalId: z.nullable(z.string()),
  timezone: z.nullable(z.string()),
  admin: z.boolean(),
  roles: z.array(z.uuid()),
  rolesHeld: z.array(z.object({ ...idAndName.shape, group: z.nullable(idAndName) })),
  identityProvider: z.nullable(idAndName),
  createdAt: at,
  invitedAt: z.nullable(at),
  lastSignInAt: z.nullable(at),
}

export const listedUser = z.object(person).register(named, { id: "ListedUser" })

/** With what only their page says. */
export const user = z
  .object({
    ...person,
    groups: z.array(idAndName),
    joinedAt: z.nullable(at),
    emailConfirmedAt: z.nullable(at),
    suspendedAt: z.nullable(at),
    archivedAt: z.nullable(at),
    pendingEmail: z.nullable(z.object({ email: z.string(), expiresAt: at })),
  })
  .register(named, { id: "User" })

export const userPage = z
  .object({ users: z.array(listedUser), next: z.nullable(z.string()), truncated: z.boolean() })
  .register(named, { id: "UserPage" })

export const createdUser = z
  .object({ id: z.uuid(), temporaryPassword: z.nullable(z.string()) })
  .register(named, { id: "CreatedUser" })

export const me = z
  .object({
    workspace: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
    user: z.object({
      id: z.uuid(),
      firstName: z.string(),
      lastName: z.nullable(z.string()),
      email: z.nullable(z.string()),
      type: z.enum([...userTypeNames, "service"]),
      timezone: z.nullable(z.string()),
    }),
    token: z.object({ ...idAndName.shape, scopes: z.array(permissionName), expiresAt: at }),
    permissions: z.array(permissionName),
  })
  .register(named, { id: "Me" })

export const sentMessage = z
  .object({
    conversationId: z.uuid(),
    n: z.int(),
    awaitsAnswer: z.boolean(),
    answer: z.nullable(z.object({ n: z.int(), text: z.string(), at })),
  })
  .register(named, { id: "SentMessage" })

/** Problem details (RFC 9457). */
export const problem = z
  .object({
    type: z.literal("about:blank"),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.optional(z.string()),
    code: z.string(),
    permissions: z.optional(z.array(permissionName)),
    errors: z.optional(
      z.array(z.object({ field: z.string(), code: z.optional(z.string()), detail: z.string() })),
    ),
  })
  .register(named, { id: "Problem" })
