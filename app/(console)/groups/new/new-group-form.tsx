"use client"

import { type Box, CheckboxGroup } from "#components/form/checkbox-group.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { FormSection } from "#components/form/form-section.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { createGroupAction } from "../actions.ts"

const createGroupInput = () => import("#lib/groups/input.ts").then((input) => input.createGroupInput)

/** `id` is drawn by the server for this form: sent twice, it makes one group. */
export function NewGroupForm({ id, roles }: { id: string; roles: Box[] }) {
  return (
    <Form schema={createGroupInput} action={createGroupAction} permalink="/groups/new" initial={{ id }}>
      <div className="panel max-w-[960px] overflow-hidden">
        <div className="px-5">
          <FormSection title="Group" hint="As people see it on their page.">
            <FormMessage />
            <HiddenField name="id" />
            <div className="grid gap-4">
              <TextField name="name" label="Name" autoComplete="off" autoFocus />
              <TextField name="description" label="Description" autoComplete="off" optional />
            </div>
          </FormSection>
          <FormSection title="Roles" hint="Given to everybody in the group." names="roles">
            <CheckboxGroup name="roles" boxes={roles} />
          </FormSection>
        </div>
        <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
          <ButtonLink kind="ghost" href="/groups">
            Cancel
          </ButtonLink>
          <SubmitButton>Add group</SubmitButton>
        </div>
      </div>
    </Form>
  )
}
