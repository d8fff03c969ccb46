"use client"

import { useFormValues } from "#components/form/use-form-values.ts"
import { Notice } from "#components/ui/notice.tsx"

/** What a length below the default costs: said while it is typed, and as long as it is set. */
export function ShortPasswords({ usual }: { usual: number }) {
  const typed = useFormValues().one("passwordLeast").trim()
  if (!/^\d{1,2}$/.test(typed) || Number(typed) >= usual) return null
  return (
    <div className="mt-3">
      <Notice kind="warning">
        NIST SP 800-63B-4 §3.1.1.2: a password that is the only factor shall have {usual} characters or more.
        Fewer are only for where a second factor is asked for too, and here none is.
      </Notice>
    </div>
  )
}
