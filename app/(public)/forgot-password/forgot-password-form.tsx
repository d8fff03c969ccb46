"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { requestPasswordResetAction } from "./actions.ts"

const forgotPasswordInput = () => import("#lib/auth/input.ts").then((input) => input.forgotPasswordInput)

export function ForgotPasswordForm({ slug }: { slug: string }) {
  return (
    <Form
      schema={forgotPasswordInput}
      action={requestPasswordResetAction}
      permalink={`/forgot-password?workspace=${slug}`}
    >
      <FormMessage />
      <div className="grid gap-4">
        <input type="hidden" name="slug" value={slug} />
        <TextField
          name="email"
          label="Email"
          type="email"
          autoComplete="username"
          spellCheck={false}
          hint="The address you sign in with."
          autoFocus
        />
        <SubmitButton className="w-full">Send the link</SubmitButton>
      </div>
    </Form>
  )
}
