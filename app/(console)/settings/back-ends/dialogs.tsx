"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { addAudienceAction, removeAudienceAction, renameAudienceAction } from "./actions.ts"

const page = "/settings/back-ends"
const addAudienceInput = () => import("#lib/platform-tokens/input.ts").then((input) => input.addAudienceInput)
const renameAudienceInput = () =>
  import("#lib/platform-tokens/input.ts").then((input) => input.renameAudienceInput)

export function AddDialog({ open }: { open: boolean }) {
  return (
    <Dialog id="add" title="Add a back end" open={open} closeHref={page}>
      <Form schema={addAudienceInput} action={addAudienceAction} permalink={`${page}?confirm=add`}>
        <DialogBody>
          <div className="mt-3">
            <FormMessage />
          </div>
          <div className="grid gap-4">
            <TextField
              name="name"
              label="Name"
              autoComplete="off"
              autoFocus
              hint="For people, as in Bot engine."
            />
            <TextField
              name="audience"
              label="Audience"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              hint="What it calls itself, to the letter: its address, or a plain name. It stays as it is."
            />
          </div>
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton>Add back end</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}

const Audience = ({ children }: { children: string }) => (
  <span className="font-mono text-xs wrap-anywhere text-base-content">{children}</span>
)

type Of = { id: string; name: string; audience: string }

/** Opened by the address of its row, as is the one to remove it: each knows one back end. */
export function RenameDialog({ id, name, audience }: Of) {
  return (
    <Dialog id="rename" title="Rename" open closeHref={page}>
      <Form
        schema={renameAudienceInput}
        action={renameAudienceAction}
        permalink={`${page}?confirm=rename&id=${id}`}
        initial={{ name }}
      >
        <DialogBody>
          <p className="mb-4 break-words text-muted">
            Its audience stays <Audience>{audience}</Audience>
          </p>
          <FormMessage />
          <input type="hidden" name="audienceId" value={id} />
          <TextField name="name" label="Name" autoComplete="off" autoFocus />
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton>Save</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}

export function RemoveDialog({ id, name, audience }: Of) {
  return (
    <Dialog id="remove" title={`Remove ${name}?`} open closeHref={page}>
      <Form action={removeAudienceAction} permalink={`${page}?confirm=remove&id=${id}`}>
        <DialogBody>
          <p className="break-words text-muted">
            Nobody gets a token for <Audience>{audience}</Audience> any more. Those given out end within five
            minutes.
          </p>
          <FormMessage />
          <input type="hidden" name="audienceId" value={id} />
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton kind="destroy">Remove back end</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
