"use client"

import { useEffect, useState } from "react"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { useFormState } from "#components/form/form-context.ts"
import { resendCodeAction } from "./actions.ts"

/** The countdown only tells; the server decides. */
export function ResendForm({ seconds }: { seconds: number }) {
  return (
    <Form action={resendCodeAction} className="mt-4">
      <FormMessage />
      <div className="flex items-center justify-between gap-4 text-label">
        <ResendButton />
        <Countdown seconds={seconds} />
      </div>
    </Form>
  )
}

function ResendButton() {
  const { pending } = useFormState()
  return (
    <button type="submit" aria-disabled={pending || undefined} className="text-link cursor-pointer">
      Send a new code
    </button>
  )
}

function Countdown({ seconds }: { seconds: number }) {
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    const start = performance.now()
    const timer = setInterval(() => setPassed(Math.floor((performance.now() - start) / 1000)), 1000)
    return () => clearInterval(timer)
  }, [])
  const left = seconds - passed
  if (left <= 0) return null
  return (
    <span className="text-muted tabular-nums">
      possible again in {Math.floor(left / 60)}:{String(left % 60).padStart(2, "0")}
    </span>
  )
}
