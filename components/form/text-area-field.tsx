"use client"

import { useField } from "./form-context.ts"
import { FieldLabel } from "./field-label.tsx"
import { FieldNote } from "./field-note.tsx"
import { useKeptTyping } from "./use-kept-typing.ts"

type Props = { name: string; label: string; hint?: string; optional?: boolean; rows?: number }

/** A few lines of text. */
export function TextAreaField({ name, label, hint, optional, rows = 3 }: Props) {
  const field = useField(name)
  useKeptTyping(field.id)
  return (
    <div>
      <FieldLabel htmlFor={field.id} label={label} optional={optional} />
      <textarea
        {...field.registration}
        id={field.id}
        rows={rows}
        defaultValue={field.value}
        autoFocus={field.autoFocus}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={field.error || hint ? field.noteId : undefined}
        className="text-box block"
      />
      <FieldNote id={field.noteId} error={field.error} hint={hint} />
    </div>
  )
}
