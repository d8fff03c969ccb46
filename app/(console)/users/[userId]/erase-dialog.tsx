"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { eraseUserAction } from "../actions.ts"
import { ReasonField } from "./reason-field.tsx"

const eraseUserInput = () => import("#lib/users/input.ts").then((input) => input.eraseUserInput)

type Props = { userId: string; name: string; firstName: string; email: string; open: boolean }

/** The one step that nothing brings back: the address is typed to confirm it. */
export function EraseDialog({ userId, name, firstName, email, open }: Props) {
  const page = `/users/${userId}`
  return (
    <Dialog id="erase" title={`Erase ${name} for good?`} open={open} closeHref={page}>
      <Form schema={eraseUserInput} action={eraseUserAction} permalink={`${page}?confirm=erase`}>
        <DialogBody>
          <div className="mt-3">
            <Notice kind="warning">
              Name, address, sessions, mails and what the log says of {firstName} go from every table. Nothing
              brings them back; only that somebody with this id was erased stays.
            </Notice>
          </div>
          <p className="mt-4 mb-4 text-muted">
            The address is <span className="font-medium break-words text-base-content">{email}</span>
          </p>
          <FormMessage />
          <input type="hidden" name="userId" value={userId} />
          <div className="grid gap-4">
            <TextField
              name="confirm"
              label="Type the address to confirm"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
            <ReasonField />
          </div>
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton kind="destroy">Erase {firstName}</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
