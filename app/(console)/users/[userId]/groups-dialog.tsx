"use client"

import { type Box, CheckboxGroup } from "#components/form/checkbox-group.tsx"
import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { setGroupsAction } from "../actions.ts"

const setGroupsInput = () => import("#lib/users/input.ts").then((input) => input.setGroupsInput)

type Props = {
  userId: string
  name: string
  firstName: string
  /** How far the person's log had come when the page was made. */
  version: string
  boxes: Box[]
  held: string[]
  open: boolean
}

/** The person's groups (K), where there are few to choose from. */
export function GroupsDialog({ userId, name, firstName, version, boxes, held, open }: Props) {
  const page = `/users/${userId}`
  return (
    <Dialog id="groups" title={`Groups of ${name}`} wide open={open} closeHref={page}>
      <Form
        schema={setGroupsInput}
        action={setGroupsAction}
        permalink={`${page}?confirm=groups`}
        initial={{ seen: version, groups: held }}
      >
        <DialogBody>
          <p className="mb-4 text-muted">
            {firstName} gets the roles of each group. A change counts from the next click on.
          </p>
          <FormMessage />
          <input type="hidden" name="userId" value={userId} />
          <HiddenField name="seen" />
          <HiddenField name="sure" />
          {boxes.length > 0 ? (
            <CheckboxGroup name="groups" legend="Groups" columns="few" boxes={boxes} />
          ) : (
            <p className="text-label">There is no group in this workspace yet.</p>
          )}
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton>Save groups</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
