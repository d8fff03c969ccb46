"use client"

import type { Values } from "#components/form/form-context.ts"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { editGroupAction } from "../../actions.ts"

const editGroupInput = () => import("#lib/groups/input.ts").then((input) => input.editGroupInput)

export function EditGroupForm({ groupId, initial }: { groupId: string; initial: Values }) {
  const page = `/groups/${groupId}`
  return (
    <Form schema={editGroupInput} action={editGroupAction} permalink={`${page}/edit`} initial={initial}>
      <div className="panel max-w-xl overflow-hidden">
        <div className="p-5">
          <FormMessage />
          <input type="hidden" name="groupId" value={groupId} />
          <HiddenField name="seen" />
          <div className="grid gap-4">
            <TextField name="name" label="Name" autoComplete="off" />
            <TextField name="description" label="Description" autoComplete="off" optional />
          </div>
        </div>
        <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
          <ButtonLink kind="ghost" href={page}>
            Cancel
          </ButtonLink>
          <SubmitButton>Save</SubmitButton>
        </div>
      </div>
    </Form>
  )
}
