/** What may be said about users: the one set of schemas for forms, actions and queries. Safe for the browser. */
import { z } from "zod/mini"
import { userTypeNames } from "#lib/access/permissions.ts"
import { emailField, lineField, uuidField } from "#lib/input.ts"

export const waysIn = ["temporary-password-email"] as const

export const createUserInput = z.object({
  firstName: lineField("Enter a first name.", 100),
  lastName: lineField("Enter a last name.", 100),
  email: emailField,
  type: z._default(z.enum(userTypeNames, { error: "Choose a user type." }), "member"),
  roles: z._default(z.array(uuidField).check(z.maxLength(50, "Choose at most 50 roles.")), []),
  wayIn: z._default(z.enum(waysIn, { error: "Choose how they get in." }), "temporary-password-email"),
})
export type CreateUserInput = z.infer<typeof createUserInput>

export const suspendUserInput = z.object({
  userId: uuidField,
  reason: z._default(lineField(null, 500), ""),
})
export type SuspendUserInput = z.infer<typeof suspendUserInput>

export const activateUserInput = z.object({ userId: uuidField })
export type ActivateUserInput = z.infer<typeof activateUserInput>

/** The query of `/users`. Junk falls back to the default: an old bookmark still opens the page. */
export const listUsersInput = z.object({
  search: z.catch(z.pipe(z.string(), z.transform((text: string) => text.normalize("NFC").trim().slice(0, 200))), ""),
  status: z.catch(z.enum(["", "active", "suspended", "invited", "locked"]), ""),
  type: z.catch(z.enum(["", ...userTypeNames]), ""),
  role: z.catch(z.union([z.literal(""), uuidField]), ""),
  view: z.catch(z.enum(["active", "archived"]), "active"),
  after: z.catch(z.optional(z.string().check(z.maxLength(600))), undefined),
  before: z.catch(z.optional(z.string().check(z.maxLength(600))), undefined),
})
export type ListUsersQuery = z.infer<typeof listUsersInput>
