"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import { deleteRoleAction } from "../../actions.ts"

/** The last step of deleting a role. */
export function DeleteRoleForm({ roleId, name }: { roleId: string; name: string }) {
  return (
    <Form
      action={deleteRoleAction}
      permalink={`/roles/${roleId}/delete`}
      className="border-t border-base-300 bg-base-200/50 px-4 py-3"
    >
      <FormMessage />
      <input type="hidden" name="roleId" value={roleId} />
      <HiddenField name="sure" />
      <div className="flex flex-wrap justify-end gap-2">
        <a href={`/roles/${roleId}`} className={buttonClass({ kind: "ghost" })}>
          Cancel
        </a>
        <SubmitButton kind="destroy">Delete the role {name}</SubmitButton>
      </div>
    </Form>
  )
}
