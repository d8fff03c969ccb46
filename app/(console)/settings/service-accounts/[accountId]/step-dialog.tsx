"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextAreaField } from "#components/form/text-area-field.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { archiveServiceAccountAction, disableServiceAccountAction } from "../actions.ts"

const serviceAccountInput = () =>
  import("#lib/service-accounts/input.ts").then((input) => input.serviceAccountInput)

const words = {
  disable: {
    verb: "Disable",
    action: disableServiceAccountAction,
    says: "Its tokens stop working at once, until it is enabled again. Its roles and tokens are kept.",
  },
  delete: {
    verb: "Delete",
    action: archiveServiceAccountAction,
    says: "It leaves the list, and its tokens end at once and for good. What it did stays in the audit log.",
  },
} as const

type Props = { step: keyof typeof words; accountId: string; name: string; tokens: number; open: boolean }

/** Asks once more, names it, and takes a reason. */
export function StepDialog({ step, accountId, name, tokens, open }: Props) {
  const page = `/settings/service-accounts/${accountId}`
  const { verb, action, says } = words[step]
  return (
    <Dialog id={step} title={`${verb} ${name}?`} open={open} closeHref={page}>
      <Form schema={serviceAccountInput} action={action} permalink={`${page}?confirm=${step}`}>
        <DialogBody>
          <p className="mb-4 text-muted">
            {says}
            {tokens > 0 && ` It has ${tokens === 1 ? "1 token" : `${tokens} tokens`} now.`}
          </p>
          <FormMessage />
          <input type="hidden" name="accountId" value={accountId} />
          <TextAreaField
            name="reason"
            label="Reason"
            optional
            rows={2}
            hint="Kept with the change, for whoever asks later."
          />
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton kind="destroy">
            {verb} {name}
          </SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
