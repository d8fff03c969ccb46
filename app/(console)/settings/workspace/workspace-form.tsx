"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { FormSection } from "#components/form/form-section.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SelectField, type Choice } from "#components/form/select-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import type { EditWorkspaceInput } from "#lib/workspaces/input.ts"
import { editWorkspaceAction } from "./actions.ts"

const editWorkspaceInput = () => import("#lib/workspaces/input.ts").then((input) => input.editWorkspaceInput)

type Props = { initial: EditWorkspaceInput; timezones: Choice[] }

export function WorkspaceForm({ initial, timezones }: Props) {
  return (
    <Form
      schema={editWorkspaceInput}
      action={editWorkspaceAction}
      permalink="/settings/workspace"
      initial={initial}
    >
      <HiddenField name="seen" />
      <div className="has-[[role=alert]:not(:empty)]:px-5 has-[[role=alert]:not(:empty)]:pt-5">
        <FormMessage />
      </div>
      <div className="px-5">
        <FormSection title="Name" hint="Shown on every page and in mails." labels="name">
          <TextField name="name" autoComplete="organization" maxLength={100} />
        </FormSection>
        <FormSection
          title="Default time zone"
          hint="For people who have chosen none of their own under Account."
          labels="timezone"
        >
          <SelectField name="timezone" choices={timezones} />
        </FormSection>
        <FormSection
          title="Support address"
          hint="Optional. For people who can't get in."
          labels="supportAddress"
        >
          <TextField
            name="supportAddress"
            type="email"
            autoComplete="off"
            placeholder="help@company.com"
            spellCheck={false}
            hint="Everybody who opens the sign-in page sees it."
          />
        </FormSection>
      </div>
      <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
        <SubmitButton>Save</SubmitButton>
      </div>
    </Form>
  )
}
