/** What stands in people's profiles, and which fields those have, in the words of the log. Pure. */
import { countryName } from "#lib/profile-fields/countries.ts"
import { profileColumns, profileFields, settingsOf } from "#lib/profile-fields/fields.ts"
import { text } from "./text.ts"

type Image = Record<string, unknown> | null

/** Each field that the change touched, with what it said before and after. */
export function profileLines({ before, after }: { before: Image; after: Image }): [string, string, string][] {
  const read = (image: Image, column: string) =>
    column === "country" ? countryName(text(image?.[column])) : text(image?.[column])
  return Object.entries(profileColumns)
    .map(([column, label]): [string, string, string] => [label, read(before, column), read(after, column)])
    .filter(([, was, is]) => was !== is)
}

const settings = {
  profile_fields_shown: { key: "shown", label: "Shown" },
  profile_fields_editable: { key: "editable", label: "People may edit" },
} as const

/** The settings of profile fields that the change touched, each with the names of the fields before and after. */
export function profileSettings(before: Image, after: Image): [string, string[], string[]][] {
  return Object.entries(settings).flatMap(([column, { label }]) =>
    Object.hasOwn(after ?? before ?? {}, column)
      ? [[label, fieldNames(column, before?.[column])!, fieldNames(column, after?.[column])!]]
      : [],
  )
}

/** The names of the fields that such a column holds; null for a column of something else. */
export function fieldNames(column: string, value: unknown): string[] | null {
  if (!Object.hasOwn(settings, column)) return null
  const { key } = settings[column as keyof typeof settings]
  const stored = Array.isArray(value) ? value.map(text) : null
  // Alone, what is editable says nothing of what is shown.
  const kept = new Set<string>(
    key === "shown" || !stored ? settingsOf({ shown: stored, editable: null })[key] : stored,
  )
  return profileFields.filter((field) => kept.has(field.key)).map((field) => field.label)
}

/** "City shown", "People may no longer edit Last name". */
export const profileSettingSentences = (before: Image, after: Image): string[] =>
  profileSettings(before, after).flatMap(([label, was, is]) => {
    const of = (names: string[], no: boolean) =>
      names.map((name) =>
        label === "Shown"
          ? `${name} ${no ? "no longer " : ""}shown`
          : `People may ${no ? "no longer " : ""}edit ${name}`,
      )
    return [
      ...of(
        is.filter((name) => !was.includes(name)),
        false,
      ),
      ...of(
        was.filter((name) => !is.includes(name)),
        true,
      ),
    ]
  })
