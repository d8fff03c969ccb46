"use client"

import type { ReactNode } from "react"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { removeMembersAction } from "../../actions.ts"

type Props = { groupId: string; members: string[]; whom: string; children: ReactNode }

/** Who loses what (the children), and the button that does it. */
export function RemoveMembersForm({ groupId, members, whom, children }: Props) {
  const page = `/groups/${groupId}`
  const here = `${page}/remove?${new URLSearchParams(members.map((id) => ["id", id]))}`
  return (
    <Form action={removeMembersAction} permalink={here} className="max-w-xl">
      <Panel title="What it takes away">
        {children}
        <div className="border-t border-base-300 px-4 pt-4">
          <FormMessage />
        </div>
        <input type="hidden" name="groupId" value={groupId} />
        <HiddenField name="sure" />
        {members.map((id) => (
          <input key={id} type="hidden" name="members" value={id} />
        ))}
        <div className="flex flex-wrap justify-end gap-2 px-4 pb-4">
          <ButtonLink kind="ghost" href={page}>
            Cancel
          </ButtonLink>
          <SubmitButton kind="destroy">Remove {whom}</SubmitButton>
        </div>
      </Panel>
    </Form>
  )
}
