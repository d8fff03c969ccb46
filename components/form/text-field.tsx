"use client"

import type { ComponentProps, ReactNode } from "react"
import { useField } from "./form-context.ts"
import { FieldLabel } from "./field-label.tsx"
import { FieldNote } from "./field-note.tsx"

type Props = Pick<
  ComponentProps<"input">,
  "type" | "autoComplete" | "inputMode" | "maxLength" | "placeholder" | "spellCheck" | "autoCapitalize"
> & {
  name: string
  label: string
  hint?: ReactNode
  optional?: boolean
  autoFocus?: boolean
  inputClass?: string
}

/** One line of text. */
export function TextField({
  name,
  label,
  hint,
  optional,
  autoFocus,
  inputClass = "",
  type = "text",
  ...rest
}: Props) {
  const field = useField(name)
  return (
    <div>
      <FieldLabel htmlFor={field.id} label={label} optional={optional} />
      <input
        {...rest}
        {...field.registration}
        id={field.id}
        type={type}
        defaultValue={field.value}
        autoFocus={field.autoFocus ?? autoFocus}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={field.error || hint ? field.noteId : undefined}
        className={`text-input ${inputClass}`}
      />
      <FieldNote id={field.noteId} error={field.error} hint={hint} />
    </div>
  )
}
