"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextAreaField } from "#components/form/text-area-field.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { suspendUserAction } from "../actions.ts"

const changeStatusInput = () => import("#lib/users/input.ts").then((input) => input.changeStatusInput)

type Props = { userId: string; name: string; firstName: string; open: boolean }

/** Asks once more, names the person, and takes a reason. */
export function SuspendDialog({ userId, name, firstName, open }: Props) {
  const page = `/users/${userId}`
  return (
    <Dialog id="suspend" title={`Suspend ${name}?`} open={open} closeHref={page}>
      <Form schema={changeStatusInput} action={suspendUserAction} permalink={`${page}?confirm=suspend`}>
        <DialogBody>
          <p className="mb-4 text-muted">
            {firstName} can't sign in anywhere from then on, and every open session ends with its next click.
            Data, roles and groups are kept.
          </p>
          <FormMessage />
          <input type="hidden" name="userId" value={userId} />
          <TextAreaField
            name="reason"
            label="Reason"
            optional
            hint="Kept with the change, for whoever asks later."
          />
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton kind="destroy">Suspend {firstName}</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
