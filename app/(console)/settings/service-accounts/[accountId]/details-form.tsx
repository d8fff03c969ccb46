"use client"

import type { Values } from "#components/form/form-context.ts"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { useFormValues } from "#components/form/use-form-values.ts"
import { Panel } from "#components/ui/panel.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFieldsIf } from "../../proof-fields.tsx"
import { editServiceAccountAction } from "../actions.ts"
import { DetailFields } from "../detail-fields.tsx"

const editServiceAccountInput = () =>
  import("#lib/service-accounts/input.ts").then((input) => input.editServiceAccountInput)

type Proof = { asked: ProofAsked; slug: string }
type Props = { accountId: string; initial: Values & { owner: string }; proof: Proof }

/** What it is called, what for, and who answers for it. */
export function DetailsForm({ accountId, initial, proof }: Props) {
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
          <div className="not-empty:mt-4">
            <OwnerProof owner={initial.owner} {...proof} />
          </div>
        </div>
        <div className="flex justify-end border-t border-base-300 bg-base-200/50 px-4 py-3">
          <RowButton>Save details</RowButton>
        </div>
      </Form>
    </Panel>
  )
}

/** Who acts is asked only where somebody else is to answer for it. */
function OwnerProof({ owner, asked, slug }: Proof & { owner: string }) {
  const typed = useFormValues().one("owner")
  const another = typed.trim().toLowerCase() !== owner.toLowerCase()
  return <ProofFieldsIf wanted={another} asked={asked} slug={slug} />
}
