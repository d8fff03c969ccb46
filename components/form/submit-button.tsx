"use client"

import type { ReactNode } from "react"
import { Button } from "#components/ui/button.tsx"
import { useFormState } from "./form-context.ts"

type Props = {
  kind?: "primary" | "destroy"
  name?: string
  value?: string
  autoFocus?: boolean
  className?: string
  children: ReactNode
}

/** Keeps its name while the form is under way, and can't send it twice. */
export function SubmitButton({ kind = "primary", children, ...rest }: Props) {
  const { pending } = useFormState()
  return (
    <Button
      {...rest}
      type="submit"
      kind={kind}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
    >
      {pending && <span className="spinner" aria-hidden="true" />}
      {children}
    </Button>
  )
}
