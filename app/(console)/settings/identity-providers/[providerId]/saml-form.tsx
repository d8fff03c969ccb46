"use client"

import { FormSection } from "#components/form/form-section.tsx"
import { TextAreaField } from "#components/form/text-area-field.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { editSamlProviderAction } from "../actions.ts"
import { type Address, HandOver } from "../hand-over.tsx"
import type { CertificateRow } from "./certificate-row.ts"
import { Certificates } from "./certificates.tsx"
import { type SetUp, SetUpForm } from "./set-up-form.tsx"

const editSamlInput = () => import("#lib/identity-providers/input.ts").then((input) => input.editSamlInput)

type Props = SetUp & {
  addresses: Address[]
  entityId: string
  ssoUrl: string
  readAgain: boolean
  certificates: CertificateRow[]
}

export function SamlForm({ addresses, entityId, ssoUrl, readAgain, certificates, ...set }: Props) {
  return (
    <SetUpForm
      {...set}
      schema={editSamlInput}
      action={editSamlProviderAction}
      connection={
        <>
          <FormSection title="Connection" hint="SAML 2.0.">
            <div className="grid gap-4">
              <TextField
                name="name"
                label="Name"
                autoComplete="off"
                hint="People see it on the sign-in page."
              />
              <dl className="grid gap-4">
                <Fact term="Entity ID of the provider" value={entityId} />
                <Fact term="Its sign-in address" value={ssoUrl} />
              </dl>
              <div>
                <ButtonLink href={`${set.page}/metadata`}>
                  {readAgain ? "Read metadata again" : "Replace metadata"}
                </ButtonLink>
              </div>
              <HandOver addresses={addresses} />
            </div>
          </FormSection>
          <FormSection title="Certificates" hint="A signature by any of them counts." names="certificates">
            <Certificates certificates={certificates} />
            <details className="mt-3">
              <summary className="text-link text-label">Add one by hand</summary>
              <div className="mt-3">
                <TextAreaField
                  name="newCertificate"
                  label="Another certificate"
                  hint="As text that begins with -----BEGIN CERTIFICATE-----"
                  rows={4}
                  optional
                />
              </div>
            </details>
          </FormSection>
        </>
      }
    />
  )
}

const Fact = ({ term, value }: { term: string; value: string }) => (
  <div className="min-w-0">
    <dt className="text-label font-medium">{term}</dt>
    <dd className="mt-0.5 break-all text-muted">{value}</dd>
  </div>
)
