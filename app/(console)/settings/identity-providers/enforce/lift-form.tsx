"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFields } from "../../proof-fields.tsx"
import { liftEnforcementAction } from "./actions.ts"

const liftEnforcementInput = () =>
  import("#lib/workspaces/input.ts").then((input) => input.liftEnforcementInput)

/** Back to passwords beside the providers. */
export function LiftForm({ asked, slug }: { asked: ProofAsked; slug: string }) {
  return (
    <Form
      schema={liftEnforcementInput}
      action={liftEnforcementAction}
      permalink="/settings/identity-providers/enforce"
    >
      <Panel title="Lift it" className="overflow-hidden">
        <div className="p-4">
          <FormMessage />
          <div className="grid gap-4">
            <p>Passwords that people have work again at once, beside the providers. Nobody is signed out.</p>
            <ProofFields asked={asked} slug={slug} />
          </div>
        </div>
        <div className="flex flex-wrap justify-end gap-2 border-t border-base-300 bg-base-200/50 px-4 py-3">
          <ButtonLink kind="ghost" href="/settings/identity-providers">
            Cancel
          </ButtonLink>
          <SubmitButton>Lift enforcement</SubmitButton>
        </div>
      </Panel>
    </Form>
  )
}
