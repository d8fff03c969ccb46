"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFields } from "../proof-fields.tsx"
import { addDomainAction } from "./actions.ts"
import { ProviderField } from "./provider-field.tsx"

const addDomainInput = () => import("#lib/identity-providers/input.ts").then((input) => input.addDomainInput)

type Props = { providers: { id: string; name: string }[]; asked: ProofAsked; slug: string }

export function AddDomainForm({ providers, asked, slug }: Props) {
  return (
    <Panel title="Add a domain">
      <Form schema={addDomainInput} action={addDomainAction} permalink="/settings/email-domains">
        <div className="grid gap-4 p-4">
          <FormMessage />
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <TextField
              name="domain"
              label="Domain"
              placeholder="company.com"
              inputMode="url"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              hint="What stands after the @. Each below it has to be added by itself."
            />
            <ProviderField providers={providers} />
          </div>
          <ProofFields asked={asked} slug={slug} />
        </div>
        <div className="flex justify-end border-t border-base-300 bg-base-200/50 px-4 py-3">
          <SubmitButton>Add domain</SubmitButton>
        </div>
      </Form>
    </Panel>
  )
}
