/** What may be said about roles. Safe for the browser. */
import { z } from "zod/mini"
import { type Permission, permissions } from "#lib/access/permissions.ts"
import { lineField, seenField, sureField, uuidField } from "#lib/input.ts"

/** The longest name of a role. */
export const longestName = 80

const permissionNames = permissions as [Permission, ...Permission[]]

const fields = {
  name: lineField("Enter a name.", longestName),
  description: z._default(lineField(null, 200), ""),
  permissions: z._default(
    z
      .array(z.enum(permissionNames, { error: "Choose from the permissions on the page." }))
      .check(z.maxLength(permissionNames.length, "Choose each permission once.")),
    [],
  ),
}

export const createRoleInput = z.object({
  // Drawn when the form is shown: a form that is posted twice makes one role.
  id: z.optional(uuidField),
  ...fields,
})
export type CreateRoleInput = z.infer<typeof createRoleInput>

export const editRoleInput = z.object({
  roleId: uuidField,
  seen: seenField,
  sure: sureField,
  // Without JavaScript a second button asks what saving would do.
  step: z._default(z.enum(["save", "preview"], { error: "Reload the page." }), "save"),
  ...fields,
})
export type EditRoleInput = z.infer<typeof editRoleInput>

export const deleteRoleInput = z.object({ roleId: uuidField, sure: sureField })
export type DeleteRoleInput = z.infer<typeof deleteRoleInput>

/** The query of `/roles`. Junk falls back to the first page. */
export const listRolesInput = z.object({
  page: z.catch(
    z.pipe(
      z.string().check(z.regex(/^[1-9]\d{0,4}$/)),
      z.transform((text: string) => Number(text)),
    ),
    1,
  ),
})
