"use client"

import { Form } from "#components/form/form.tsx"
import { FormSection } from "#components/form/form-section.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { createOidcProviderAction } from "../actions.ts"
import { ClientFields, IssuerField } from "../oidc-fields.tsx"
import { NewProviderFields, type NewProviderProps } from "./new-provider-form.tsx"

const createOidcInput = () =>
  import("#lib/identity-providers/input.ts").then((input) => input.createOidcInput)

export function NewOidcForm({ draft, ...rest }: NewProviderProps) {
  return (
    <Form
      schema={createOidcInput}
      action={createOidcProviderAction}
      permalink="/settings/identity-providers/new?kind=oidc"
      initial={{ draft }}
    >
      <NewProviderFields {...rest}>
        <FormSection title="Connection" hint="What the provider tells you of itself.">
          <HiddenField name="unreached" />
          <div className="grid gap-4">
            <IssuerField hint="Just as the provider names it. It is asked for its keys when you save." />
            <ClientFields secretHint="Stored encrypted, and never shown again." />
          </div>
        </FormSection>
      </NewProviderFields>
    </Form>
  )
}
