"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { resendInvitationAction, withdrawInvitationAction } from "../actions.ts"
import { days } from "#components/ui/spans.ts"
import { LinkDialog } from "./link-dialog.tsx"

type Props = {
  userId: string
  name: string
  firstName: string
  email: string
  /** They are to use no password: the mail leads to the sign-in page. */
  byProvider: boolean
  /** How long the link works. */
  validDays: number
  open: "resend" | "link" | "withdraw" | null
}

/** What can be done about the invitation of somebody who has not joined yet. */
export function InvitationDialogs({ userId, name, firstName, email, byProvider, validDays, open }: Props) {
  const page = `/users/${userId}`
  return (
    <>
      <Dialog
        id="resend"
        title={`Resend the invitation of ${name}?`}
        open={open === "resend"}
        closeHref={page}
      >
        <Form action={resendInvitationAction} permalink={`${page}?confirm=resend`}>
          <DialogBody>
            <p className="mb-4 text-muted">
              {byProvider
                ? "A mail that leads to the sign-in page"
                : `A fresh link, valid ${days(validDays)},`}{" "}
              goes to <span className="break-words text-base-content">{email}</span>. What {firstName} was
              sent before, a link or a temporary password, stops working.
            </p>
            <FormMessage />
            <input type="hidden" name="userId" value={userId} />
          </DialogBody>
          <DialogFooter closeHref={page}>
            <SubmitButton>Resend invitation</SubmitButton>
          </DialogFooter>
        </Form>
      </Dialog>
      <LinkDialog
        userId={userId}
        name={name}
        firstName={firstName}
        validDays={validDays}
        open={open === "link"}
      />
      <Dialog
        id="withdraw"
        title={`Withdraw the invitation of ${name}?`}
        open={open === "withdraw"}
        closeHref={page}
      >
        <Form action={withdrawInvitationAction} permalink={`${page}?confirm=withdraw`}>
          <DialogBody>
            <p className="mb-4 text-muted">
              The link or temporary password that {firstName} was sent stops working at once. The account
              stays, as Not active, and can be invited again.
            </p>
            <FormMessage />
            <input type="hidden" name="userId" value={userId} />
          </DialogBody>
          <DialogFooter closeHref={page}>
            <SubmitButton kind="destroy">Withdraw invitation</SubmitButton>
          </DialogFooter>
        </Form>
      </Dialog>
    </>
  )
}
