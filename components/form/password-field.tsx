"use client"

import { Eye, EyeOff } from "lucide-react"
import { useState, type ReactNode } from "react"
import { useHydrated } from "#components/ui/use-hydrated.ts"
import { useField } from "./form-context.ts"
import { FieldLabel } from "./field-label.tsx"
import { FieldNote } from "./field-note.tsx"

type Props = {
  name: string
  label: string
  autoComplete: "current-password" | "new-password"
  hint?: ReactNode
  /** Stands at the right of the label, and comes after the field: a link for who has forgotten it. */
  aside?: ReactNode
  /** Stands between the field and its note: the strength. */
  below?: ReactNode
}

/** A secret. It may be shown and pasted, and never comes back from the server. */
export function PasswordField({ name, label, autoComplete, hint, aside, below }: Props) {
  const field = useField(name)
  const hydrated = useHydrated()
  const [shown, show] = useState(false)
  const Icon = shown ? EyeOff : Eye
  return (
    <div className="relative">
      <FieldLabel htmlFor={field.id} label={label} />
      <div className="relative">
        <input
          {...field.registration}
          id={field.id}
          type={shown ? "text" : "password"}
          autoComplete={autoComplete}
          autoFocus={field.autoFocus}
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={field.error ? true : undefined}
          aria-describedby={field.error || hint ? field.noteId : undefined}
          className="text-input pr-10"
        />
        {hydrated && (
          <button
            type="button"
            aria-label={shown ? "Hide characters" : "Show characters"}
            className="absolute inset-y-1 right-1 grid w-8 cursor-pointer place-items-center rounded-md text-muted hover:text-base-content focus-visible:-outline-offset-2"
            onClick={() => show(!shown)}
          >
            <Icon size={16} aria-hidden="true" />
          </button>
        )}
      </div>
      {aside && <div className="absolute top-0 right-0">{aside}</div>}
      {below}
      <FieldNote id={field.noteId} error={field.error} hint={hint} />
    </div>
  )
}
