"use client"

import Link from "next/link"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { NewPasswordFields } from "#components/form/new-password-fields.tsx"
import { PasswordField } from "#components/form/password-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import { changePasswordAction } from "../actions.ts"

const changePasswordInput = () => import("#lib/auth/input.ts").then((input) => input.changePasswordInput)

export function PasswordForm({ email, least, words }: { email: string; least: number; words: string[] }) {
  return (
    <Form schema={changePasswordInput} action={changePasswordAction} permalink="/account/password">
      <div className="p-5">
        <FormMessage />
        <div className="grid gap-4">
          {/* For password managers: which account the passwords belong to. */}
          <input type="email" autoComplete="username" defaultValue={email} hidden readOnly />
          <PasswordField name="currentPassword" label="Current password" autoComplete="current-password" />
          <NewPasswordFields least={least} words={words} />
        </div>
        <p className="mt-4 text-label text-muted">
          You stay signed in here; every other session ends, and we tell you by mail. Your{" "}
          <a href="/account/tokens" className="text-link">
            access tokens
          </a>{" "}
          go on working: revoke those that somebody else may know.
        </p>
      </div>
      <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
        <Link href="/account" prefetch={false} className={buttonClass({ kind: "ghost" })}>
          Cancel
        </Link>
        <SubmitButton>Set password</SubmitButton>
      </div>
    </Form>
  )
}
