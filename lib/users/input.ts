/** What may be said about users: the one set of schemas for forms, actions and queries. Safe for the browser. */
import { z } from "zod/mini"
import { type Permission, permissions, userTypeNames } from "#lib/access/permissions.ts"
import { proofFields } from "#lib/auth/input.ts"
import { newOwnersFields } from "#lib/bot-members/input.ts"
import {
  cursorField,
  emailField,
  lineField,
  phoneField,
  seenField,
  sureField,
  textField,
  timezoneField,
  uuidField,
} from "#lib/input.ts"
import { profileShape } from "#lib/profile-fields/input.ts"

/** How a new person gets in (PRODUCT §3), the default first. */
export const waysIn = ["invitation-link", "temporary-password-email", "temporary-password-shown"] as const
export type WayIn = (typeof waysIn)[number]

const rolesField = z._default(z.array(uuidField).check(z.maxLength(50, "Choose at most 50 roles.")), [])

/** The provider that they sign in by; empty: none, they have a password here. */
const providerField = z._default(
  z.union([z.literal(""), uuidField], { error: "Choose an identity provider." }),
  "",
)

export const createUserInput = z.object({
  // Drawn when the form is shown: a form that is posted twice makes one person.
  id: z.optional(uuidField),
  firstName: lineField("Enter a first name.", 100),
  lastName: lineField("Enter a last name.", 100),
  email: emailField,
  phone: z._default(phoneField, ""),
  externalId: z._default(lineField(null, 200), ""),
  timezone: z._default(timezoneField, ""),
  type: z._default(z.enum(userTypeNames, { error: "Choose a user type." }), "member"),
  roles: rolesField,
  identityProvider: providerField,
  wayIn: z._default(z.enum(waysIn, { error: "Choose how they get in." }), "invitation-link"),
})
export type CreateUserInput = z.infer<typeof createUserInput>

/** Quick invite (X): an address and a role; the person says their own name when they accept. */
export const inviteUserInput = z.object({
  id: z.optional(uuidField),
  email: emailField,
  role: z._default(z.union([z.literal(""), uuidField], { error: "Choose a role." }), ""),
})
export type InviteUserInput = z.infer<typeof inviteUserInput>

/** Where somebody signs in, changed afterwards. */
export const setIdentityProviderInput = z.object({ userId: uuidField, identityProvider: providerField })
export type SetIdentityProviderInput = z.infer<typeof setIdentityProviderInput>

/** What names one person and nothing else. */
export const userInput = z.object({ userId: uuidField })
export type UserInput = z.infer<typeof userInput>

export const resetPasswordOfInput = z.object({
  userId: uuidField,
  way: z.enum(["link", "shown"], { error: "Choose how they get the new password." }),
  ...proofFields,
})
export type ResetPasswordOfInput = z.input<typeof resetPasswordOfInput>

export const editProfileInput = z.object({
  // Left out where they are not one's own to edit.
  firstName: z.optional(lineField("Enter your first name.", 100)),
  lastName: z.optional(lineField("Enter your last name.", 100)),
  phone: z._default(phoneField, ""),
  timezone: z._default(timezoneField, ""),
  ...profileShape,
})
export type EditProfileInput = z.infer<typeof editProfileInput>

export const editUserInput = z.object({
  userId: uuidField,
  seen: seenField,
  sure: sureField,
  firstName: lineField("Enter a first name.", 100),
  lastName: lineField("Enter a last name.", 100),
  email: emailField,
  phone: z._default(phoneField, ""),
  externalId: z._default(lineField(null, 200), ""),
  timezone: z._default(timezoneField, ""),
  ...profileShape,
  roles: rolesField,
})
export type EditUserInput = z.infer<typeof editUserInput>

export const setRolesInput = z.object({
  userId: uuidField,
  seen: seenField,
  sure: sureField,
  roles: rolesField,
})
export type SetRolesInput = z.infer<typeof setRolesInput>

/** The most groups that one person is put into at a time. */
export const mostGroups = 200

/**
 * `groups`: all that they are to be in. On the page of many groups instead the one whose button was pressed, `adding` or `without`, and
 * `search`, to come back to what was searched for.
 */
export const setGroupsInput = z.object({
  userId: uuidField,
  adding: z.optional(uuidField),
  without: z.optional(uuidField),
  search: z.optional(z.string().check(z.maxLength(200))),
  seen: seenField,
  sure: sureField,
  groups: z._default(
    z.array(uuidField).check(z.maxLength(mostGroups, `Choose at most ${mostGroups} groups.`)),
    [],
  ),
})
export type SetGroupsInput = z.infer<typeof setGroupsInput>

/** The role Admin, held directly or not (K). */
export const setAdminRoleInput = z.object({
  userId: uuidField,
  seen: seenField,
  sure: sureField,
  admin: z.enum(["no", "yes"], { error: "Choose one." }),
})
export type SetAdminRoleInput = z.infer<typeof setAdminRoleInput>

/** Bot Builder access as K has it: what the direct roles Bot Builder and Bot Creator give. */
export const setBotBuilderInput = z.object({
  userId: uuidField,
  seen: seenField,
  sure: sureField,
  access: z.enum(["none", "builder", "creator"], { error: "Choose one." }),
})
export type SetBotBuilderInput = z.infer<typeof setBotBuilderInput>

/** Type the person's address to erase them. */
export const eraseUserInput = z.object({
  userId: uuidField,
  confirm: z.string({ error: "Type the address." }).check(z.maxLength(400, "Type the address.")),
  reason: z._default(textField(500), ""),
})
export type EraseUserInput = z.infer<typeof eraseUserInput>

export const replaceUserInput = z.object({
  userId: uuidField,
  type: z.enum(userTypeNames, { error: "Choose a user type." }),
  reason: z._default(textField(500), ""),
  ...proofFields,
})
export type ReplaceUserInput = z.input<typeof replaceUserInput>

export const userSessionInput = z.object({ userId: uuidField, sessionId: uuidField })
export type UserSessionInput = z.infer<typeof userSessionInput>

/** Without a password: for who has none, and signs in by a provider. */
export const changeOwnEmailInput = z.object({ email: emailField, ...proofFields })
export type ChangeOwnEmailInput = z.input<typeof changeOwnEmailInput>

/** A step in the life of an account, with an optional reason that is kept in its change. */
export const changeStatusInput = z.object({
  userId: uuidField,
  reason: z._default(textField(500), ""),
})
export type ChangeStatusInput = z.input<typeof changeStatusInput>

/** Deleting says besides who owns the person's bots from then on (A, K). */
export const archiveUserInput = z.object({ ...changeStatusInput.shape, ...newOwnersFields })
export type ArchiveUserInput = z.input<typeof archiveUserInput>

/** What a search box holds; junk is no search. */
const searchField = z.catch(
  z.pipe(
    z.string(),
    z.transform((text: string) =>
      text
        .normalize("NFC")
        .replace(/\p{Cc}+/gu, " ")
        .trim()
        .slice(0, 200),
    ),
  ),
  "",
)

/** The query of `/users`. Junk falls back to the default: an old bookmark still opens the page. */
export const listUsersInput = z.object({
  search: searchField,
  status: z.catch(z.enum(["", "active", "suspended", "invited", "locked"]), ""),
  type: z.catch(z.enum(["", ...userTypeNames]), ""),
  role: z.catch(z.union([z.literal(""), uuidField]), ""),
  group: z.catch(z.union([z.literal(""), uuidField]), ""),
  provider: z.catch(z.union([z.literal(""), uuidField]), ""),
  sort: z.catch(z.enum(["name", "last-sign-in", "created"]), "name"),
  view: z.catch(z.enum(["active", "archived"]), "active"),
  after: cursorField,
  before: cursorField,
})
export type ListUsersQuery = z.infer<typeof listUsersInput>

const permissionField = z.enum(permissions as [Permission, ...Permission[]])

/**
 * The query of `/access`: who holds a permission or a role. The form's one select sends either as `of`; links say which it is.
 * `all`: also who may not sign in now. Junk asks for nothing.
 */
export const whoCanInput = z.pipe(
  z.object({
    of: z.catch(z.string(), ""),
    permission: z.catch(z.optional(permissionField), undefined),
    role: z.catch(z.optional(uuidField), undefined),
    all: z.catch(z.enum(["", "1"]), ""),
    search: searchField,
    after: cursorField,
    before: cursorField,
  }),
  z.transform(({ of, permission, role, all, ...query }) => {
    const chosen = z.safeParse(permissionField, of).data ?? permission ?? null
    const held = z.safeParse(uuidField, of).data ?? role ?? null
    return { ...query, all: all === "1", permission: chosen, role: chosen ? null : held }
  }),
)
export type WhoCanQuery = z.infer<typeof whoCanInput>

/** The query of "Why can or can't …?"; junk asks for nothing. */
export const whyInput = z.object({
  why: z.catch(z.optional(permissionField), undefined),
  missing: z.catch(z.enum(["", "1"]), ""),
})
