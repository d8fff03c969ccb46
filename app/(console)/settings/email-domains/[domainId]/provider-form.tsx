"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { ProofFields } from "../../proof-fields.tsx"
import { editDomainAction } from "../actions.ts"
import { ProviderField } from "../provider-field.tsx"
import type { Step } from "./prove-panel.tsx"

const editDomainInput = () =>
  import("#lib/identity-providers/input.ts").then((input) => input.editDomainInput)

type Props = Step & { providers: { id: string; name: string }[]; providerId: string | null }

export function ProviderForm({ page, domainId, providers, providerId, asked, slug }: Props) {
  return (
    <Panel title="Sign-in">
      <Form
        schema={editDomainInput}
        action={editDomainAction}
        permalink={page}
        initial={{ providerId: providerId ?? "" }}
      >
        <div className="grid gap-4 p-4">
          <FormMessage />
          <input type="hidden" name="domainId" value={domainId} />
          <ProviderField providers={providers} />
          <ProofFields asked={asked} slug={slug} />
        </div>
        <div className="flex justify-end border-t border-base-300 bg-base-200/50 px-4 py-3">
          <RowButton>Save</RowButton>
        </div>
      </Form>
    </Panel>
  )
}
