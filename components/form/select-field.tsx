"use client"

import { useField } from "./form-context.ts"
import { FieldLabel } from "./field-label.tsx"
import { FieldNote } from "./field-note.tsx"

export type Choice = { value: string; label: string; disabled?: boolean }
type Props = {
  name: string
  /** Without one, a `FormSection` with `labels` is the label. */
  label?: string
  hint?: string
  optional?: boolean
  autoComplete?: string
  choices: Choice[]
}

/** One of a few. */
export function SelectField({ name, label, hint, optional, choices, autoComplete }: Props) {
  const field = useField(name)
  return (
    <div>
      {label && <FieldLabel htmlFor={field.id} label={label} optional={optional} />}
      <select
        {...field.registration}
        id={field.id}
        autoComplete={autoComplete}
        defaultValue={field.value}
        autoFocus={field.autoFocus}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={field.error || hint ? field.noteId : undefined}
        className="choice"
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} disabled={choice.disabled}>
            {choice.label}
          </option>
        ))}
      </select>
      <FieldNote id={field.noteId} error={field.error} hint={hint} />
    </div>
  )
}
