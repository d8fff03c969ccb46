"use client"

import type { ReactNode } from "react"
import { FormSection } from "#components/form/form-section.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { editOidcProviderAction } from "../actions.ts"
import { type Address, HandOver } from "../hand-over.tsx"
import { ClientFields, IssuerField } from "../oidc-fields.tsx"
import { type SetUp, SetUpForm } from "./set-up-form.tsx"

const editOidcInput = () => import("#lib/identity-providers/input.ts").then((input) => input.editOidcInput)

type Props = SetUp & { addresses: Address[]; issuerHint: ReactNode; secretHint: ReactNode }

export function OidcForm({ addresses, issuerHint, secretHint, ...set }: Props) {
  return (
    <SetUpForm
      {...set}
      schema={editOidcInput}
      action={editOidcProviderAction}
      connection={
        <FormSection title="Connection" hint="OpenID Connect.">
          <HiddenField name="unreached" />
          <div className="grid gap-4">
            <TextField
              name="name"
              label="Name"
              autoComplete="off"
              hint="People see it on the sign-in page."
            />
            <IssuerField hint={issuerHint} />
            <ClientFields secretHint={secretHint} />
            <HandOver addresses={addresses} />
          </div>
        </FormSection>
      }
    />
  )
}
