"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { archiveBotAction, restoreBotAction } from "../actions.ts"

type Props = { botId: string; name: string; open: boolean }

export function ArchiveDialog({ botId, name, open, published }: Props & { published: boolean }) {
  const page = `/bots/${botId}`
  return (
    <Dialog id="archive" title={`Archive ${name}?`} open={open} closeHref={page}>
      <Form action={archiveBotAction} permalink={`${page}?confirm=archive`}>
        <DialogBody>
          <p className="mb-4 text-muted">
            {published
              ? "Nobody can talk to it any more. Conversations so far can still be read. "
              : "It was never published, so nobody talks to it. "}
            Its owner and members lose their parts in it. Whoever manages every bot finds it under Archived
            and can restore it.
          </p>
          <FormMessage />
          <input type="hidden" name="botId" value={botId} />
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton kind="destroy">Archive {name}</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}

export function RestoreDialog({ botId, name, open }: Props) {
  const page = `/bots/${botId}`
  return (
    <Dialog id="restore" title={`Restore ${name}?`} open={open} closeHref={page}>
      <Form action={restoreBotAction} permalink={`${page}?confirm=restore`}>
        <DialogBody>
          <p className="mb-4 text-muted">
            It becomes what it was before, with its answers, owner and members. If it was published, people
            can talk to it again at once.
          </p>
          <FormMessage />
          <input type="hidden" name="botId" value={botId} />
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton>Restore {name}</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
