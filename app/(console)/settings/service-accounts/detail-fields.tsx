"use client"

import { TextAreaField } from "#components/form/text-area-field.tsx"
import { TextField } from "#components/form/text-field.tsx"

/** What it is called, what for, and which person answers for it. */
export function DetailFields({ focused = false }: { focused?: boolean }) {
  return (
    <div className="grid gap-4">
      <TextField
        name="name"
        label="Name"
        autoComplete="off"
        autoFocus={focused}
        hint="The audit log shows it, as in Nightly import."
      />
      <TextAreaField name="description" label="Description" optional rows={2} />
      <TextField
        name="owner"
        label="Owner"
        type="email"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        hint="The e-mail address of the person who answers for it."
      />
    </div>
  )
}
