import { countryChoices } from "#app/countries.ts"
import { countryName } from "#lib/profile-fields/countries.ts"
import type { ShownField } from "#lib/profile-fields/values.ts"
import type { ProfileInput } from "./profile-inputs.tsx"

/** Why somebody may not change a field of their own profile. */
export const keptByAdmins = "Only an admin can change this"

/** What stands in the field, for people to read. */
export const profileText = ({ kind, value }: ShownField): string | null =>
  value !== null && kind === "country" ? countryName(value) : value

/** The fields for a form. `editable`: those that its reader may edit of their own profile; null: all, of somebody else's. */
export function profileForm(fields: ShownField[], editable: readonly string[] | null) {
  return {
    fields: fields.map((field): ProfileInput => {
      const { key, label, kind, autoComplete = "off" } = field
      const open = editable === null || editable.includes(key)
      return {
        key,
        label,
        kind,
        autoComplete: editable === null ? "off" : autoComplete,
        fixed: open ? null : { why: keptByAdmins, value: profileText(field) ?? "" },
      }
    }),
    initial: Object.fromEntries(fields.map(({ key, value }) => [key, value ?? ""])),
    countries: fields.some(({ kind }) => kind === "country") ? countryChoices() : [],
  }
}
