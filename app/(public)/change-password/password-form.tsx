"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { NewPasswordFields } from "#components/form/new-password-fields.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { setPasswordAction } from "./actions.ts"

const setPasswordSchema = (least: number) => () =>
  import("#lib/auth/input.ts").then((input) => input.setPasswordSchema(least))

export function PasswordForm({ email, least, words }: { email: string; least: number; words: string[] }) {
  return (
    <Form schema={setPasswordSchema(least)} action={setPasswordAction}>
      <FormMessage />
      <div className="grid gap-4">
        {/* For password managers: which account the new password belongs to. */}
        <input type="email" autoComplete="username" defaultValue={email} hidden readOnly />
        <NewPasswordFields least={least} words={words} />
        <SubmitButton className="w-full">Set password</SubmitButton>
      </div>
    </Form>
  )
}
