"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { NewPasswordFields } from "#components/form/new-password-fields.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { resetPasswordAction } from "./actions.ts"

const resetPasswordSchema = (least: number) => () =>
  import("#lib/auth/input.ts").then((input) => input.resetPasswordSchema(least))

type Props = { token: string; email: string; least: number; words: string[] }

export function ResetPasswordForm({ token, email, least, words }: Props) {
  return (
    <Form schema={resetPasswordSchema(least)} action={resetPasswordAction}>
      <FormMessage />
      <div className="grid gap-4">
        <input type="hidden" name="token" value={token} />
        {/* For password managers: which account the new password belongs to. */}
        <input type="email" autoComplete="username" defaultValue={email} hidden readOnly />
        <NewPasswordFields least={least} words={words} />
        <SubmitButton className="w-full">Set password</SubmitButton>
      </div>
    </Form>
  )
}
