"use client"

import { Form } from "#components/form/form.tsx"
import { FormSection } from "#components/form/form-section.tsx"
import { createSamlProviderAction } from "../actions.ts"
import { MetadataFields } from "../metadata-fields.tsx"
import { NewProviderFields, type NewProviderProps } from "./new-provider-form.tsx"

const createSamlInput = () =>
  import("#lib/identity-providers/input.ts").then((input) => input.createSamlInput)

export function NewSamlForm({ draft, ...rest }: NewProviderProps) {
  return (
    <Form
      schema={createSamlInput}
      action={createSamlProviderAction}
      permalink="/settings/identity-providers/new?kind=saml"
      initial={{ draft }}
    >
      <NewProviderFields {...rest}>
        <FormSection title="Metadata" hint="By its address, as a file, or pasted: one of the three.">
          <MetadataFields />
        </FormSection>
      </NewProviderFields>
    </Form>
  )
}
