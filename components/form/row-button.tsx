"use client"

import type { ReactNode } from "react"
import { Button, type ButtonLook } from "#components/ui/button.tsx"
import { useFormState } from "./form-context.ts"

type Props = ButtonLook & { name?: string; value?: string; className?: string; children: ReactNode }

/** Sends its form, one of several in it or in its page: quiet, and dead while the form is under way. */
export function RowButton(props: Props) {
  const { pending } = useFormState()
  return <Button {...props} type="submit" aria-disabled={pending || undefined} />
}
