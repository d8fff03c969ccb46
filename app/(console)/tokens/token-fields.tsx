"use client"

import { TextField } from "#components/form/text-field.tsx"
import { tokenDays } from "#lib/access-tokens/input.ts"

/** A token's name and how long it lives. */
export const TokenFields = () => (
  <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_176px]">
    <TextField
      name="name"
      label="Name"
      autoComplete="off"
      autoFocus
      hint="What it is for, as in Nightly report."
    />
    <DaysField />
  </div>
)

export const DaysField = () => (
  <TextField
    name="days"
    label="Ends after, in days"
    inputMode="numeric"
    autoComplete="off"
    hint={`From ${tokenDays.least} to ${tokenDays.most}.`}
  />
)
