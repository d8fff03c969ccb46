/** The fields of a person's profile (K): the one list, in its order. Safe for the browser. */

type Kind = "name" | "picture" | "text" | "phone" | "country"

const list = [
  { key: "firstName", label: "First name", kind: "name" },
  { key: "lastName", label: "Last name", kind: "name" },
  { key: "picture", label: "Profile picture", kind: "picture" },
  { key: "company", label: "Company", kind: "text", most: 200, autoComplete: "organization" },
  { key: "department", label: "Department", kind: "text", most: 200 },
  { key: "title", label: "Title", kind: "text", most: 200, autoComplete: "organization-title" },
  { key: "mobileNumber", label: "Mobile number", kind: "phone", autoComplete: "mobile tel" },
  { key: "workNumber", label: "Work number", kind: "phone", autoComplete: "work tel" },
  {
    key: "addressNumberStreet",
    label: "Address (Number & Street)",
    kind: "text",
    most: 200,
    autoComplete: "address-line1",
  },
  {
    key: "addressStreetSuite",
    label: "Address (Street/Suite #)",
    kind: "text",
    most: 200,
    autoComplete: "address-line2",
  },
  { key: "city", label: "City", kind: "text", most: 100, autoComplete: "address-level2" },
  { key: "state", label: "State", kind: "text", most: 100, autoComplete: "address-level1" },
  { key: "zip", label: "Zip", kind: "text", most: 20, autoComplete: "postal-code" },
  { key: "country", label: "Country", kind: "country", autoComplete: "country" },
] as const satisfies readonly {
  key: string
  label: string
  kind: Kind
  most?: number
  autoComplete?: string
}[]

type Listed = (typeof list)[number]
export type ProfileFieldKey = Listed["key"]
/** Always shown: what every account has. */
type DefaultFieldKey = Extract<Listed, { kind: "name" | "picture" }>["key"]
/** Shown if the workspace says so; kept in user_profiles, each in the column of its key. */
export type ControlledFieldKey = Exclude<ProfileFieldKey, DefaultFieldKey>

type ProfileField = {
  key: ProfileFieldKey
  label: string
  kind: Kind
  most?: number
  autoComplete?: string
}
export type ControlledField = ProfileField & { key: ControlledFieldKey; kind: "text" | "phone" | "country" }

export const profileFields: readonly ProfileField[] = list

const isControlled = (field: ProfileField): field is ControlledField =>
  field.kind !== "name" && field.kind !== "picture"
export const controlledFields: readonly ControlledField[] = profileFields.filter(isControlled)
export const controlledKeys = controlledFields.map(({ key }) => key)
export const profileFieldKeys = profileFields.map(({ key }) => key)
export const defaultKeys = profileFieldKeys.filter(
  (key): key is DefaultFieldKey => !(controlledKeys as readonly string[]).includes(key),
)

/** How people call the field that stands in this column of user_profiles. */
export const profileColumns: Record<string, string> = Object.fromEntries(
  controlledFields.map(({ key, label }) => [
    key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    label,
  ]),
)

/** Which fields are shown, and which of those people may edit themselves, both in the order of the list. */
export type ProfileFieldSettings = { shown: ProfileFieldKey[]; editable: ProfileFieldKey[] }

/** What was stored, or the default where nothing was: the three that are always shown, each editable. Keys of nothing we know are dropped. */
export function settingsOf(stored: {
  shown: readonly string[] | null
  editable: readonly string[] | null
}): ProfileFieldSettings {
  const said = new Set<string>([...defaultKeys, ...(stored.shown ?? [])])
  const shown = profileFieldKeys.filter((key) => said.has(key))
  const open = new Set<string>(stored.editable ?? defaultKeys)
  return { shown, editable: shown.filter((key) => open.has(key)) }
}
