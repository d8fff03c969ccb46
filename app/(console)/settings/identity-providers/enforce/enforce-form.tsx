"use client"

import { CheckboxGroup } from "#components/form/checkbox-group.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFields } from "../../proof-fields.tsx"
import { enforceSsoAction } from "./actions.ts"

const enforceInput = () => import("#lib/workspaces/input.ts").then((input) => input.enforceInput)

/** The last step. `provider`: by which the reader has come in. */
export function EnforceForm({
  asked,
  slug,
  provider,
}: {
  asked: ProofAsked
  slug: string
  provider: string
}) {
  return (
    <Form
      schema={enforceInput}
      action={enforceSsoAction}
      permalink="/settings/identity-providers/enforce"
      initial={{ signOut: ["yes"], sure: "" }}
    >
      <Panel title="Enforce it" hint={`You came in by ${provider}`} className="overflow-hidden">
        <div className="p-4">
          <FormMessage />
          <HiddenField name="sure" />
          <div className="grid gap-4">
            <CheckboxGroup
              name="signOut"
              legend="People who are signed in now"
              columns="one"
              boxes={[{ value: "yes", label: "Sign out everybody who came in with a password" }]}
            />
            <ProofFields asked={asked} slug={slug} />
          </div>
        </div>
        <div className="flex flex-wrap justify-end gap-2 border-t border-base-300 bg-base-200/50 px-4 py-3">
          <ButtonLink kind="ghost" href="/settings/identity-providers">
            Cancel
          </ButtonLink>
          <SubmitButton>Enforce single sign-on</SubmitButton>
        </div>
      </Panel>
    </Form>
  )
}
