"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { type Choice, SelectField } from "#components/form/select-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { replaceUserAction } from "../actions.ts"
import { ReasonField } from "./reason-field.tsx"

const replaceUserInput = () => import("#lib/users/input.ts").then((input) => input.replaceUserInput)

type Props = {
  userId: string
  name: string
  firstName: string
  email: string
  type: string
  types: Choice[]
  open: boolean
}

/** A user type can't be changed: somebody of the right one takes the person's place (P). */
export function ReplaceDialog({ userId, name, firstName, email, type, types, open }: Props) {
  const page = `/users/${userId}`
  return (
    <Dialog id="replace" title={`Replace ${name} with another type?`} open={open} closeHref={page}>
      <Form schema={replaceUserInput} action={replaceUserAction} permalink={`${page}?confirm=replace`}>
        <DialogBody>
          <p className="mb-4 text-muted">
            A new account with the same details, roles, groups and bots is invited at{" "}
            <span className="break-words text-base-content">{email}</span>. This one, {type}, is suspended and
            keeps the address as a record only. Password, sessions and access tokens don't move: they end.
          </p>
          <FormMessage />
          <input type="hidden" name="userId" value={userId} />
          <div className="grid gap-4">
            <SelectField name="type" label="New user type" choices={types} />
            <ReasonField />
          </div>
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton>Replace {firstName}</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
