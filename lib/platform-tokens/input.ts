/** What may be said about back ends and asked of their tokens. Safe for the browser, but for `tokenInput`, which no form posts. */
import { z } from "zod/mini"
import { lineField, uuidField } from "#lib/input.ts"

const nameField = lineField("Enter a name.", 100)

/** StringOrURI as RFC 7519 §2 bounds it: with a colon it is an absolute URI, here without fragment (RFC 8707 §2) and credentials. */
function isAudience(text: string): boolean {
  if (!text.includes(":")) return /^[A-Za-z0-9][\w.~-]*$/.test(text)
  const url = URL.parse(text)
  if (!url || text.includes("#") || url.username || url.password) return false
  return /[^/]/.test(url.href.slice(url.protocol.length))
}

const audienceField = z.pipe(
  z.pipe(
    z.string({ error: "Enter an audience." }).check(z.maxLength(400, "Use at most 200 characters.")),
    z.transform((text: string) => text.trim()),
  ),
  z.string().check(
    z.minLength(1, "Enter an audience."),
    z.maxLength(200, "Use at most 200 characters."),
    z.refine(
      (text: string) => /^[\x21-\x7e]*$/.test(text) && (text === "" || isAudience(text)),
      "Enter an address like https://bots.example.com or a plain name like bot-engine.",
    ),
  ),
)

export const addAudienceInput = z.object({ name: nameField, audience: audienceField })
export type AddAudienceInput = z.infer<typeof addAudienceInput>

export const renameAudienceInput = z.object({ audienceId: uuidField, name: nameField })
export type RenameAudienceInput = z.infer<typeof renameAudienceInput>

export const removeAudienceInput = z.object({ audienceId: uuidField })
export type RemoveAudienceInput = z.infer<typeof removeAudienceInput>

/** `scope`: permissions with spaces between (RFC 6749 §3.3); without it, all that the person holds. */
export const tokenInput = z.object({
  audience: z
    .string({ error: "The parameter audience is missing." })
    .check(
      z.minLength(1, "The parameter audience is missing."),
      z.maxLength(2000, "The parameter audience is too long."),
    ),
  scope: z.optional(
    z
      .string({ error: "The parameter scope is a text." })
      .check(z.maxLength(4000, "The parameter scope is too long.")),
  ),
})
export type TokenInput = z.infer<typeof tokenInput>
