"use client"

import type { ReactNode } from "react"
import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import type { FormAction } from "#lib/action.ts"
import { deactivateUserAction, restoreUserAction, suspendUserAction } from "../actions.ts"
import type { AskedTransition } from "./confirmable.ts"
import { ReasonField } from "./reason-field.tsx"

const changeStatusInput = () => import("#lib/users/input.ts").then((input) => input.changeStatusInput)

type Words = {
  action: FormAction
  verb: string
  kind: "destroy" | "primary"
  says: (firstName: string) => ReactNode
}

const words: Record<AskedTransition, Words> = {
  suspend: {
    action: suspendUserAction,
    verb: "Suspend",
    kind: "destroy",
    says: (firstName) =>
      `${firstName} can't sign in anywhere from then on, and every open session and access token ends with its next request. Data, roles and groups are kept.`,
  },
  deactivate: {
    action: deactivateUserAction,
    verb: "Deactivate",
    kind: "destroy",
    says: (firstName) =>
      `${firstName} becomes Not active: the password is void, and sessions, access tokens and links end at once. It takes a new invitation to come back. Data, roles and groups are kept.`,
  },
  restore: {
    action: restoreUserAction,
    verb: "Restore",
    kind: "primary",
    says: (firstName) =>
      `${firstName} becomes what they were before they were deleted, with the same address, roles and groups.`,
  },
}

type Props = { step: AskedTransition; userId: string; name: string; firstName: string; open: boolean }

/** Asks once more, names the person, and takes a reason. */
export function StatusDialog({ step, userId, name, firstName, open }: Props) {
  const page = `/users/${userId}`
  const { action, verb, kind, says } = words[step]
  return (
    <Dialog id={step} title={`${verb} ${name}?`} open={open} closeHref={page}>
      <Form schema={changeStatusInput} action={action} permalink={`${page}?confirm=${step}`}>
        <DialogBody>
          <p className="mb-4 text-muted">{says(firstName)}</p>
          <FormMessage />
          <input type="hidden" name="userId" value={userId} />
          <ReasonField />
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton kind={kind}>
            {verb} {firstName}
          </SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
