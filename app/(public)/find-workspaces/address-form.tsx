"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { requestWorkspacesAction } from "./actions.ts"

const addressInput = () => import("#lib/auth/input.ts").then((input) => input.addressInput)

export function AddressForm() {
  return (
    <Form schema={addressInput} action={requestWorkspacesAction}>
      <FormMessage />
      <div className="grid gap-4">
        <TextField
          name="email"
          label="Email"
          type="email"
          autoComplete="username"
          spellCheck={false}
          hint="The address at which you were invited."
          autoFocus
        />
        <SubmitButton className="w-full">Mail me my workspaces</SubmitButton>
      </div>
    </Form>
  )
}
