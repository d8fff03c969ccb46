"use client"

import { CircleX } from "lucide-react"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { stopBulkAction } from "../actions.ts"

/** Stops before the next batch. */
export function StopForm({ runId }: { runId: string }) {
  return (
    <Form action={stopBulkAction} initial={{ runId }} className="mb-6">
      <FormMessage />
      <HiddenField name="runId" />
      <div className="flex flex-wrap items-center gap-3">
        <RowButton>
          <CircleX size={16} aria-hidden="true" /> Stop
        </RowButton>
        <p className="text-label text-muted">What is done already stays done.</p>
      </div>
    </Form>
  )
}
