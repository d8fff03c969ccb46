"use client"

import { Notice } from "#components/ui/notice.tsx"
import { useFormState } from "./form-context.ts"

/** What is wrong with the form as a whole, above its fields. */
export function FormMessage() {
  const { message, at } = useFormState()
  return (
    <div role="alert" tabIndex={message ? -1 : undefined} data-form-message="" className="not-empty:mb-4">
      {message && (
        <Notice key={at} kind="error">
          {message}
        </Notice>
      )}
    </div>
  )
}
