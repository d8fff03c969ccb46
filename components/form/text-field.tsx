"use client"

import type { ComponentProps, ReactNode } from "react"
import { useField } from "./form-context.ts"
import { FieldLabel } from "./field-label.tsx"
import { FieldNote, FixedNote } from "./field-note.tsx"

type Props = Pick<
  ComponentProps<"input">,
  "type" | "autoComplete" | "inputMode" | "maxLength" | "placeholder" | "spellCheck" | "autoCapitalize"
> & {
  name: string
  /** Without one, a `FormSection` with `labels` is the label. */
  label?: string
  hint?: ReactNode
  optional?: boolean
  autoFocus?: boolean
  inputClass?: string
  /** Why it is not to be changed here: it can be read and copied. */
  fixed?: string | null
}

/** One line of text. */
export function TextField({
  name,
  label,
  hint,
  optional,
  autoFocus,
  inputClass = "",
  fixed,
  type = "text",
  ...rest
}: Props) {
  const field = useField(name)
  const note = fixed ? <FixedNote why={fixed} /> : hint
  return (
    <div>
      {label && <FieldLabel htmlFor={field.id} label={label} optional={optional} />}
      <input
        {...rest}
        {...field.registration}
        id={field.id}
        type={type}
        readOnly={fixed ? true : undefined}
        defaultValue={field.value}
        autoFocus={field.autoFocus ?? autoFocus}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={field.error || note ? field.noteId : undefined}
        className={`text-input ${fixed ? "text-input-fixed" : ""} ${inputClass}`}
      />
      <FieldNote id={field.noteId} error={field.error} hint={note} />
    </div>
  )
}
