"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { chooseWorkspaceAction } from "./actions.ts"

const workspaceOrAddressInput = () =>
  import("#lib/auth/input.ts").then((input) => input.workspaceOrAddressInput)

export function WorkspaceForm({ unknown }: { unknown: string | null }) {
  return (
    <Form
      schema={workspaceOrAddressInput}
      action={chooseWorkspaceAction}
      permalink="/sign-in?choose"
      initial={{ slug: unknown ?? "" }}
    >
      <FormMessage />
      <div className="grid gap-4">
        {unknown && (
          <Notice kind="error">There is no workspace named “{unknown}”. Check the spelling.</Notice>
        )}
        <TextField
          name="slug"
          label="Workspace"
          autoComplete="organization"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="acme"
          hint="The name at the end of your sign-in address, or your e-mail address at work."
          autoFocus
        />
        <SubmitButton className="w-full">Continue</SubmitButton>
      </div>
    </Form>
  )
}
