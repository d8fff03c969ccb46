"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { NewPasswordFields } from "#components/form/new-password-fields.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { acceptInvitationAction } from "./actions.ts"

const acceptInvitationSchema = (least: number) => () =>
  import("#lib/auth/input.ts").then((input) => input.acceptInvitationSchema(least))

type Props = {
  token: string
  firstName: string
  lastName: string
  email: string
  least: number
  words: string[]
}

export function InvitationForm({ token, firstName, lastName, email, least, words }: Props) {
  return (
    <Form
      schema={acceptInvitationSchema(least)}
      action={acceptInvitationAction}
      initial={{ firstName, lastName }}
    >
      <FormMessage />
      <div className="grid gap-4">
        <input type="hidden" name="token" value={token} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField name="firstName" label="First name" autoComplete="given-name" />
          <TextField name="lastName" label="Last name" autoComplete="family-name" />
        </div>
        {/* For password managers: which account the new password belongs to. */}
        <input type="email" autoComplete="username" defaultValue={email} hidden readOnly />
        <NewPasswordFields least={least} words={words} />
        <SubmitButton className="w-full">Set password</SubmitButton>
      </div>
    </Form>
  )
}
