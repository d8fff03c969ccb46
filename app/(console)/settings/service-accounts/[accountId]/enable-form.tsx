"use client"

import type { ReactNode } from "react"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { enableServiceAccountAction } from "../actions.ts"

/** Takes nothing away, so that it is done at once. */
export function EnableForm({ accountId, children }: { accountId: string; children: ReactNode }) {
  return (
    <Form
      action={enableServiceAccountAction}
      permalink={`/settings/service-accounts/${accountId}`}
      className="max-sm:flex-1"
    >
      <input type="hidden" name="accountId" value={accountId} />
      <FormMessage />
      <RowButton className="max-sm:w-full">{children}</RowButton>
    </Form>
  )
}
