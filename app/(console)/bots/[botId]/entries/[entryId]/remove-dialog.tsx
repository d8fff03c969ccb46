"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { removeEntryAction } from "../../../actions.ts"

type Props = { botId: string; entryId: string; title: string; open: boolean }

export function RemoveDialog({ botId, entryId, title, open }: Props) {
  const page = `/bots/${botId}/entries/${entryId}`
  return (
    <Dialog id="remove" title={`Remove “${title}”?`} open={open} closeHref={page}>
      <Form action={removeEntryAction} permalink={`${page}?confirm=remove`}>
        <DialogBody>
          <p className="mb-4 text-muted">
            It goes out of the draft, with its phrases and its text. People who talk to the bot get it until
            the draft is published.
          </p>
          <FormMessage />
          <input type="hidden" name="botId" value={botId} />
          <input type="hidden" name="entryId" value={entryId} />
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton kind="destroy">Remove answer</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
