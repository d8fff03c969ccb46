/** The countries to choose from. */
import type { Choice } from "#components/form/select-field.tsx"
import { countries, countryName } from "#lib/profile-fields/countries.ts"

let kept: Choice[] | undefined

/** "Germany" for every country, by name, "none" first. */
export function countryChoices(): Choice[] {
  kept ??= countries
    .map((code) => ({ value: code, label: countryName(code) }))
    .sort((one, other) => one.label.localeCompare(other.label, "en"))
  return [{ value: "", label: "Not given" }, ...kept]
}
