"use client"

import { type Box, CheckboxGroup } from "#components/form/checkbox-group.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { FormSection } from "#components/form/form-section.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { createServiceAccountAction } from "../actions.ts"
import { DetailFields } from "../detail-fields.tsx"

const createServiceAccountInput = () =>
  import("#lib/service-accounts/input.ts").then((input) => input.createServiceAccountInput)

const list = "/settings/service-accounts"

type Props = { id: string; owner: string; boxes: Box[] | null }

/** `id` is drawn by the server for this form: sent twice, it makes one. `boxes` null: the reader may give no roles. */
export function NewAccountForm({ id, owner, boxes }: Props) {
  return (
    <Form
      schema={createServiceAccountInput}
      action={createServiceAccountAction}
      permalink={`${list}/new`}
      initial={{ id, owner }}
    >
      <div className="panel max-w-[960px] overflow-hidden">
        <div className="px-5">
          <FormSection title="Service account" hint="One for each program.">
            <FormMessage />
            <HiddenField name="id" />
            <DetailFields focused />
          </FormSection>
          {boxes && (
            <FormSection title="Roles" hint="What it may do. Its tokens permit that or less." names="roles">
              <CheckboxGroup name="roles" boxes={boxes} />
            </FormSection>
          )}
        </div>
        <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
          <ButtonLink kind="ghost" href={list}>
            Cancel
          </ButtonLink>
          <SubmitButton>Add service account</SubmitButton>
        </div>
      </div>
    </Form>
  )
}
