"use client"

import type { ReactNode } from "react"
import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import type { FormAction } from "#lib/action.ts"

type Props = { conversationId: string; action: FormAction; children: ReactNode }

/** A button that ends one's part in a conversation; what is wrong stands below the others. */
export function EndForm({ conversationId, action, children }: Props) {
  return (
    <Form action={action} initial={{ conversationId }} className="contents">
      <HiddenField name="conversationId" />
      <RowButton size="sm">{children}</RowButton>
      <div className="desk-wrong">
        <FormMessage />
      </div>
    </Form>
  )
}
