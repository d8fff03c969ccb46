/** What may be said about profile fields: which are shown and editable, and what stands in them. Safe for the browser. */
import { z } from "zod/mini"
import { lineField, phoneField, seenField } from "#lib/input.ts"
import { countries } from "./countries.ts"
import { controlledKeys, profileFieldKeys } from "./fields.ts"

const keysField = <const Key extends string>(keys: readonly Key[]) =>
  z._default(
    z
      .array(z.enum(keys as [Key, ...Key[]], { error: "Choose from the boxes on the page." }))
      .check(z.maxLength(keys.length, "Choose from the boxes on the page.")),
    [],
  )

/** `shown`: of those that aren't always. `editable`: what is not shown counts for nothing there. */
export const setProfileFieldsInput = z.object({
  seen: seenField,
  shown: keysField(controlledKeys),
  editable: keysField(profileFieldKeys),
})
export type SetProfileFieldsInput = z.infer<typeof setProfileFieldsInput>

const countryField = z
  .string()
  .check(z.refine((code: string) => code === "" || countries.includes(code), "Choose a country."))

/** For forms that carry a profile. A field that is left out stays as it is; an empty one is emptied. */
export const profileShape = {
  company: z.optional(lineField(null, 200)),
  department: z.optional(lineField(null, 200)),
  title: z.optional(lineField(null, 200)),
  mobileNumber: z.optional(phoneField),
  workNumber: z.optional(phoneField),
  addressNumberStreet: z.optional(lineField(null, 200)),
  addressStreetSuite: z.optional(lineField(null, 200)),
  city: z.optional(lineField(null, 100)),
  state: z.optional(lineField(null, 100)),
  zip: z.optional(lineField(null, 20)),
  country: z.optional(countryField),
}
