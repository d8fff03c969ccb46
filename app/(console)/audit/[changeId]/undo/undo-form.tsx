"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextAreaField } from "#components/form/text-area-field.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFields } from "../../../settings/proof-fields.tsx"
import { undoChangeAction } from "../../actions.ts"

const undoInput = () => import("#lib/audit/input.ts").then((input) => input.undoInput)

type Props = {
  changeId: string
  /** What is asked of who acts; null: nothing. */
  proof: { asked: ProofAsked; slug: string } | null
  back: string
}

/** The decision: with an optional reason that is kept in the entry of the undo. */
export function UndoForm({ changeId, proof, back }: Props) {
  return (
    <Panel title="Undo">
      <Form schema={undoInput} action={undoChangeAction} initial={{ changeId }}>
        <HiddenField name="changeId" />
        <HiddenField name="sure" />
        <div className="p-4">
          <FormMessage />
          <div className="grid gap-4">
            <TextAreaField name="reason" label="Reason" optional hint="Kept with the change." rows={2} />
            {proof && <ProofFields {...proof} />}
          </div>
        </div>
        <div className="flex flex-wrap justify-end gap-2 border-t border-base-300 px-4 py-3">
          <ButtonLink kind="ghost" href={back}>
            Cancel
          </ButtonLink>
          <SubmitButton>Undo this change</SubmitButton>
        </div>
      </Form>
    </Panel>
  )
}
