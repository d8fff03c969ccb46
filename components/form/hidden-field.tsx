"use client"

import { useFormState } from "./form-context.ts"

/** A value that goes along unseen, and stays the same when the form comes back refused. */
export function HiddenField({ name }: { name: string }) {
  const value = useFormState().values[name]
  return <input type="hidden" name={name} value={typeof value === "string" ? value : ""} readOnly />
}
