"use client"

import { SelectField } from "#components/form/select-field.tsx"

/** Where people with an address of the domain sign in. */
export const ProviderField = ({ providers }: { providers: { id: string; name: string }[] }) => (
  <SelectField
    name="providerId"
    label="Its people sign in with"
    choices={[
      { value: "", label: "No provider yet" },
      ...providers.map(({ id, name }) => ({ value: id, label: name })),
    ]}
  />
)
