"use client"

import Link from "next/link"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { type Choice, SelectField } from "#components/form/select-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { days } from "#components/ui/spans.ts"
import { inviteUserAction } from "./actions.ts"

const inviteUserInput = () => import("#lib/users/input.ts").then((input) => input.inviteUserInput)

type Props = {
  id: string
  roles: Choice[]
  /** How long the link works. */
  validDays: number
  open: boolean
}

/** Quick invite (X): an address and a role. `id` is drawn by the server for this form: sent twice, it makes one person. */
export function InviteDialog({ id, roles, validDays, open }: Props) {
  return (
    <Dialog id="invite" title="Invite somebody" open={open} closeHref="/users">
      <Form schema={inviteUserInput} action={inviteUserAction} permalink="/users?invite" initial={{ id }}>
        <DialogBody>
          <p className="mb-4 text-muted">
            They get a link by e-mail, valid {days(validDays)}, say their name and set a password.
          </p>
          <FormMessage />
          <HiddenField name="id" />
          <div className="grid gap-4">
            <TextField
              name="email"
              label="Email"
              type="email"
              autoComplete="off"
              spellCheck={false}
              autoFocus
            />
            <SelectField name="role" label="Role" choices={roles} />
          </div>
          <p className="mt-4 text-label text-muted">
            They join as a Member.{" "}
            <Link href="/users/new" prefetch={false} className="text-link">
              Add User
            </Link>{" "}
            has the other user types and all the fields.
          </p>
        </DialogBody>
        <DialogFooter closeHref="/users">
          <SubmitButton>Send</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
