"use client"

import Link from "next/link"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { PasswordField } from "#components/form/password-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { signInAction } from "../actions.ts"

const signInFormInput = () => import("#lib/auth/input.ts").then((input) => input.signInFormInput)

export function SignInForm({ slug }: { slug: string }) {
  return (
    <Form schema={signInFormInput} action={signInAction}>
      <FormMessage />
      <div className="grid gap-4">
        <input type="hidden" name="slug" value={slug} />
        <TextField
          name="email"
          label="Email"
          type="email"
          autoComplete="username"
          spellCheck={false}
          autoFocus
        />
        <PasswordField
          name="password"
          label="Password"
          autoComplete="current-password"
          aside={
            <Link
              href={`/forgot-password?workspace=${slug}`}
              prefetch={false}
              className="text-label text-link"
            >
              Forgot password?
            </Link>
          }
        />
        <SubmitButton className="w-full">Log in</SubmitButton>
      </div>
    </Form>
  )
}
