"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { chooseProviderAction } from "../actions.ts"

const chooseProviderInput = () => import("#lib/auth/input.ts").then((input) => input.chooseProviderInput)

/** Where only providers sign in: the address finds the right one. */
export function ProviderForm({ slug, focus }: { slug: string; focus: boolean }) {
  return (
    <Form schema={chooseProviderInput} action={chooseProviderAction}>
      <FormMessage />
      <div className="grid gap-4">
        <input type="hidden" name="slug" value={slug} />
        <TextField
          name="email"
          label="Email"
          type="email"
          autoComplete="username"
          spellCheck={false}
          autoFocus={focus}
        />
        <SubmitButton className="w-full">Continue</SubmitButton>
      </div>
    </Form>
  )
}
