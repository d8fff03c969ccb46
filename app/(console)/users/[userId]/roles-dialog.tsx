"use client"

import { type Box, CheckboxGroup } from "#components/form/checkbox-group.tsx"
import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { setRolesAction } from "../actions.ts"

const setRolesInput = () => import("#lib/users/input.ts").then((input) => input.setRolesInput)

type Props = {
  userId: string
  name: string
  firstName: string
  /** How far the person's log had come when the page was made. */
  version: string
  boxes: Box[]
  held: string[]
  /** Roles that only groups give. */
  byGroups: string[]
  open: boolean
}

/** The person's direct roles (X). What groups give is named, and changed only in the group (A). */
export function RolesDialog({ userId, name, firstName, version, boxes, held, byGroups, open }: Props) {
  const page = `/users/${userId}`
  return (
    <Dialog id="roles" title={`Roles of ${name}`} wide open={open} closeHref={page}>
      <Form
        schema={setRolesInput}
        action={setRolesAction}
        permalink={`${page}?confirm=roles`}
        initial={{ seen: version, roles: held }}
      >
        <DialogBody>
          <p className="mb-4 text-muted">
            Given to {firstName} directly. A change counts from the next click on.
          </p>
          <FormMessage />
          <input type="hidden" name="userId" value={userId} />
          <HiddenField name="seen" />
          <HiddenField name="sure" />
          <CheckboxGroup name="roles" legend="Roles" columns="few" boxes={boxes} />
          {byGroups.length > 0 && (
            <p className="mt-4 text-label text-muted">Also by groups: {byGroups.join(", ")}.</p>
          )}
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton>Save roles</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
