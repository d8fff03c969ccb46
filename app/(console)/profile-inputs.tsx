"use client"

import { useId } from "react"
import { FixedField } from "#components/form/fixed-field.tsx"
import { type Choice, SelectField } from "#components/form/select-field.tsx"
import { TextField } from "#components/form/text-field.tsx"

/** `fixed`: why it is not to be changed here, and then what it says. */
export type ProfileInput = {
  key: string
  label: string
  kind: "text" | "phone" | "country"
  autoComplete: string
  fixed: { why: string; value: string } | null
}

/** The fields that the workspace's profiles show, in a form that carries them. */
export function ProfileInputs({ fields, countries }: { fields: ProfileInput[]; countries: Choice[] }) {
  const id = useId()
  return fields.map(({ key, label, kind, autoComplete, fixed }) => {
    if (fixed) return <FixedField key={key} id={`${id}-${key}`} label={label} {...fixed} />
    if (kind === "country")
      return (
        <SelectField
          key={key}
          name={key}
          label={label}
          choices={countries}
          autoComplete={autoComplete}
          optional
        />
      )
    const phone = kind === "phone" ? { type: "tel", placeholder: "+49 30 901820" } : {}
    return <TextField key={key} name={key} label={label} autoComplete={autoComplete} {...phone} optional />
  })
}
