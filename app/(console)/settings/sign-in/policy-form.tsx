"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { FormSection } from "#components/form/form-section.tsx"
import { Form } from "#components/form/form.tsx"
import { RadioCards } from "#components/form/radio-cards.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import type { SignInPolicyInput } from "#lib/workspaces/input.ts"
import { setSignInPolicyAction } from "./actions.ts"

const signInPolicyInput = () => import("#lib/workspaces/input.ts").then((input) => input.signInPolicyInput)

const cards = [
  {
    value: "allowed",
    label: "People may change it",
    hint: "The new address has to confirm, and the old one is told and can stop it.",
  },
  {
    value: "locked",
    label: "Addresses stay as they are",
    hint: "Only a slip in the address of somebody who has never joined can be corrected.",
  },
]

export function PolicyForm({ policy }: { policy: SignInPolicyInput }) {
  return (
    <Form
      schema={signInPolicyInput}
      action={setSignInPolicyAction}
      permalink="/settings/sign-in"
      initial={policy}
    >
      <div className="px-5">
        <FormMessage />
        <FormSection title="E-mail address" hint="With it, people sign in." names="emailChange">
          <RadioCards name="emailChange" cards={cards} />
        </FormSection>
      </div>
      <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
        <SubmitButton>Save</SubmitButton>
      </div>
    </Form>
  )
}
