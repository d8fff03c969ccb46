import { countryChoices } from "#app/countries.ts"
import { type Actor, can } from "#lib/access/actor.ts"
import { countryName } from "#lib/profile-fields/countries.ts"
import type { ShownField } from "#lib/profile-fields/values.ts"
import type { ProfileInput } from "./profile-inputs.tsx"

/** Why somebody may not change a field of their own profile here. */
export const keptByAdmins = (reader: Actor) =>
  can(reader, "users:write") ? "Changed on your page under Users" : "Only an admin can change this"

/** What stands in the field, for people to read. */
export const profileText = ({ kind, value }: ShownField): string | null =>
  value !== null && kind === "country" ? countryName(value) : value

/** The fields for a form. `editable`: those that its reader may edit of their own profile, else `why` not; null: all, of somebody else's. */
export function profileForm(fields: ShownField[], editable: readonly string[] | null, why = "") {
  return {
    fields: fields.map((field): ProfileInput => {
      const { key, label, kind, autoComplete = "off" } = field
      const open = editable === null || editable.includes(key)
      return {
        key,
        label,
        kind,
        autoComplete: editable === null ? "off" : autoComplete,
        fixed: open ? null : { why, value: profileText(field) ?? "" },
      }
    }),
    initial: Object.fromEntries(fields.map(({ key, value }) => [key, value ?? ""])),
    countries: fields.some(({ kind }) => kind === "country") ? countryChoices() : [],
  }
}
