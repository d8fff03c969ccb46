/** What may be said about access tokens. Safe for the browser. */
import { z } from "zod/mini"
import { type Permission, permissions } from "#lib/access/permissions.ts"
import { proofFields } from "#lib/auth/input.ts"
import { lineField, uuidField } from "#lib/input.ts"

/** How many days a token lives: within these, and unless another number is chosen. */
export const tokenDays = { least: 1, most: 366, usual: 90 }

const permissionNames = permissions as [Permission, ...Permission[]]

const scopesField = z._default(
  z
    .array(z.enum(permissionNames, { error: "Choose from the permissions on the page." }))
    .check(
      z.minLength(1, "Choose at least one permission."),
      z.maxLength(permissionNames.length, "Choose each permission once."),
    ),
  [],
)

const daysWanted = `Enter a number of days from ${tokenDays.least} to ${tokenDays.most}.`

const daysField = z.pipe(
  z.pipe(
    z._default(z.string().check(z.regex(/^ *\d{1,3} *$/, daysWanted)), String(tokenDays.usual)),
    z.transform((text: string) => Number(text)),
  ),
  z.number().check(z.minimum(tokenDays.least, daysWanted), z.maximum(tokenDays.most, daysWanted)),
)

/** What a new token is, whosever it becomes. */
export const tokenFields = {
  // Drawn when the form is shown: a form that is posted twice makes one token.
  id: z.optional(uuidField),
  name: lineField("Enter a name.", 60),
  days: daysField,
  scopes: scopesField,
}

export const createTokenInput = z.object({ ...tokenFields, ...proofFields })
export type CreateTokenInput = z.infer<typeof createTokenInput>

export const regenerateTokenInput = z.object({ tokenId: uuidField, days: daysField, ...proofFields })
export type RegenerateTokenInput = z.infer<typeof regenerateTokenInput>

/** One of one's own tokens and nothing else. */
export const tokenInput = z.object({ tokenId: uuidField })
export type TokenInput = z.infer<typeof tokenInput>

export const revokeTokenOfInput = z.object({ userId: uuidField, tokenId: uuidField, ...proofFields })
export type RevokeTokenOfInput = z.infer<typeof revokeTokenOfInput>
