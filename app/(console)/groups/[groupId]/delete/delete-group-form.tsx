"use client"

import type { ReactNode } from "react"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { deleteGroupAction } from "../../actions.ts"

/** Who loses what (the children), and the button that does it. */
export function DeleteGroupForm(props: { groupId: string; name: string; children: ReactNode }) {
  const { groupId, name, children } = props
  const page = `/groups/${groupId}`
  return (
    <Form action={deleteGroupAction} permalink={`${page}/delete`} className="max-w-xl">
      <Panel title="What it takes away">
        {children}
        <div className="border-t border-base-300 px-4 pt-4">
          <FormMessage />
        </div>
        <input type="hidden" name="groupId" value={groupId} />
        <HiddenField name="sure" />
        <div className="flex flex-wrap justify-end gap-2 px-4 pb-4">
          <ButtonLink kind="ghost" href={page}>
            Cancel
          </ButtonLink>
          <SubmitButton kind="destroy">Delete {name}</SubmitButton>
        </div>
      </Panel>
    </Form>
  )
}
