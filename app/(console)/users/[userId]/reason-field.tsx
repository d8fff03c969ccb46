"use client"

import { TextAreaField } from "#components/form/text-area-field.tsx"

/** Why it is done, for whoever asks later. */
export const ReasonField = () => (
  <TextAreaField
    name="reason"
    label="Reason"
    optional
    rows={2}
    hint="Kept with the change, for whoever asks later."
  />
)
