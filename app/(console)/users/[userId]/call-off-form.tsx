"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { callOffEmailChangeAction } from "../actions.ts"

/** The address stays what it is: the mailed link stops working. */
export function CallOffForm({ userId }: { userId: string }) {
  return (
    <Form action={callOffEmailChangeAction} permalink={`/users/${userId}`}>
      <FormMessage />
      <input type="hidden" name="userId" value={userId} />
      <RowButton size="sm">
        Call off<span className="sr-only"> the change of address</span>
      </RowButton>
    </Form>
  )
}
