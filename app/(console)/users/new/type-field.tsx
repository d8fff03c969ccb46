"use client"

import { Check } from "lucide-react"
import { SelectField } from "#components/form/select-field.tsx"
import { useFormValues } from "#components/form/use-form-values.ts"
import { Mark, type Tone } from "#components/ui/badge.tsx"
import { Notice } from "#components/ui/notice.tsx"

export type TypeChoice = {
  value: string
  label: string
  sentence: string
  tone: Tone | "hollow"
  gives: string[]
  refusal: string | null
}

/** The user type, with a sentence for each, because it can't be changed later. */
export function TypeField({ types }: { types: TypeChoice[] }) {
  const chosen = useFormValues().one("type")
  return (
    <div className="grid gap-3">
      <SelectField
        name="type"
        choices={types.map(({ value, label, refusal }) => ({ value, label, disabled: refusal !== null }))}
      />
      <ul className="overflow-hidden rounded-lg border border-base-300 text-label">
        {types.map(({ value, label, sentence, tone, refusal }) => (
          <li
            key={value}
            className={`grid min-h-8 items-center gap-x-3 border-b border-base-300 px-3 py-1.5 last:border-b-0 sm:grid-cols-[104px_minmax(0,1fr)_16px] ${value === chosen ? "bg-primary/5" : ""}`}
          >
            <Mark tone={tone}>{label}</Mark>
            <span className="text-muted">{refusal ?? sentence}</span>
            {value === chosen && <Check size={16} className="text-link max-sm:hidden" aria-label="Chosen" />}
          </li>
        ))}
      </ul>
      <Notice kind="warning">The user type can't be changed later: a wrong one means a new account.</Notice>
    </div>
  )
}
