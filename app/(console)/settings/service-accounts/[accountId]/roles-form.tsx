"use client"

import { type Box, CheckboxGroup } from "#components/form/checkbox-group.tsx"
import type { Values } from "#components/form/form-context.ts"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { setServiceAccountRolesAction } from "../actions.ts"

const setServiceAccountRolesInput = () =>
  import("#lib/service-accounts/input.ts").then((input) => input.setServiceAccountRolesInput)

type Props = { accountId: string; boxes: Box[]; initial: Values }

/** What it may do: a token of it permits that or less. */
export function RolesForm({ accountId, boxes, initial }: Props) {
  return (
    <Panel title="Roles" hint="Its tokens permit what these give, or less." className="overflow-hidden">
      <Form
        schema={setServiceAccountRolesInput}
        action={setServiceAccountRolesAction}
        permalink={`/settings/service-accounts/${accountId}`}
        initial={initial}
      >
        <div className="p-4">
          <FormMessage />
          <input type="hidden" name="accountId" value={accountId} />
          <HiddenField name="seen" />
          <CheckboxGroup name="roles" legend="Given to it" columns="few" boxes={boxes} />
        </div>
        <div className="flex justify-end border-t border-base-300 bg-base-200/50 px-4 py-3">
          <RowButton>Save roles</RowButton>
        </div>
      </Form>
    </Panel>
  )
}
