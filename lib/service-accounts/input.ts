/** What may be said about service accounts. Safe for the browser. */
import { z } from "zod/mini"
import { tokenFields } from "#lib/access-tokens/input.ts"
import { proofFields } from "#lib/auth/input.ts"
import { emailField, lineField, seenField, textField, uuidField } from "#lib/input.ts"

const rolesField = z._default(z.array(uuidField).check(z.maxLength(50, "Choose at most 50 roles.")), [])

const fields = {
  name: lineField("Enter a name.", 100),
  description: z._default(textField(500), ""),
  // By address: whoever answers for it need not be on the page.
  owner: emailField,
}

export const createServiceAccountInput = z.object({
  // Drawn when the form is shown: a form that is posted twice makes one.
  id: z.optional(uuidField),
  ...fields,
  roles: rolesField,
})
export type CreateServiceAccountInput = z.infer<typeof createServiceAccountInput>

export const editServiceAccountInput = z.object({
  accountId: uuidField,
  seen: seenField,
  ...fields,
  ...proofFields,
})
export type EditServiceAccountInput = z.input<typeof editServiceAccountInput>

export const setServiceAccountRolesInput = z.object({
  accountId: uuidField,
  seen: seenField,
  roles: rolesField,
})
export type SetServiceAccountRolesInput = z.infer<typeof setServiceAccountRolesInput>

/** What names one service account, with an optional reason that is kept in the change. */
export const serviceAccountInput = z.object({ accountId: uuidField, reason: z._default(textField(500), "") })
export type ServiceAccountInput = z.input<typeof serviceAccountInput>

export const createServiceTokenInput = z.object({ accountId: uuidField, ...tokenFields, ...proofFields })
export type CreateServiceTokenInput = z.infer<typeof createServiceTokenInput>

export const regenerateServiceTokenInput = z.object({
  accountId: uuidField,
  tokenId: uuidField,
  days: tokenFields.days,
  ...proofFields,
})
export type RegenerateServiceTokenInput = z.infer<typeof regenerateServiceTokenInput>

export const revokeServiceTokenInput = z.object({ accountId: uuidField, tokenId: uuidField, ...proofFields })
export type RevokeServiceTokenInput = z.infer<typeof revokeServiceTokenInput>
