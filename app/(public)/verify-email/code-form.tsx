"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { verifyCodeAction } from "./actions.ts"

const verifyCodeInput = () => import("#lib/auth/input.ts").then((input) => input.verifyCodeInput)

export function CodeForm({ hint }: { hint: string }) {
  return (
    <Form schema={verifyCodeInput} action={verifyCodeAction}>
      <FormMessage />
      <div className="grid gap-4">
        <TextField
          name="code"
          label="Verification code"
          inputMode="numeric"
          autoComplete="one-time-code"
          spellCheck={false}
          maxLength={20}
          inputClass="code-input"
          hint={hint}
          autoFocus
        />
        <SubmitButton className="w-full">Submit</SubmitButton>
      </div>
    </Form>
  )
}
