"use client"

import type { Values } from "#components/form/form-context.ts"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { editServiceAccountAction } from "../actions.ts"
import { DetailFields } from "../detail-fields.tsx"

const editServiceAccountInput = () =>
  import("#lib/service-accounts/input.ts").then((input) => input.editServiceAccountInput)

type Props = { accountId: string; initial: Values }

/** What it is called, what for, and who answers for it. */
export function DetailsForm({ accountId, initial }: Props) {
  return (
    <Panel title="Details" className="overflow-hidden">
      <Form
        schema={editServiceAccountInput}
        action={editServiceAccountAction}
        permalink={`/settings/service-accounts/${accountId}`}
        initial={initial}
      >
        <div className="p-4">
          <FormMessage />
          <input type="hidden" name="accountId" value={accountId} />
          <HiddenField name="seen" />
          <DetailFields />
        </div>
        <div className="flex justify-end border-t border-base-300 bg-base-200/50 px-4 py-3">
          <RowButton>Save details</RowButton>
        </div>
      </Form>
    </Panel>
  )
}
