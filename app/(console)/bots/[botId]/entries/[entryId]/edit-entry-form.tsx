"use client"

import type { Values } from "#components/form/form-context.ts"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { DialogButton } from "#components/ui/dialog-button.tsx"
import { editEntryAction } from "../../../actions.ts"
import { EntryFields } from "../entry-fields.tsx"

const editEntryInput = () => import("#lib/bots/input.ts").then((input) => input.editEntryInput)

type Props = { botId: string; entryId: string; initial: Values }

export function EditEntryForm({ botId, entryId, initial }: Props) {
  const page = `/bots/${botId}`
  return (
    <Form
      schema={editEntryInput}
      action={editEntryAction}
      permalink={`${page}/entries/${entryId}`}
      initial={initial}
    >
      <div className="panel max-w-[960px] overflow-hidden">
        <div className="px-5 has-[[role=alert]:not(:empty)]:pt-5">
          <FormMessage />
          <input type="hidden" name="botId" value={botId} />
          <input type="hidden" name="entryId" value={entryId} />
          <HiddenField name="seen" />
        </div>
        <div className="px-5">
          <EntryFields />
        </div>
        <div className="flex gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
          <DialogButton kind="danger" dialog="remove" className="mr-auto">
            Remove
          </DialogButton>
          <ButtonLink kind="ghost" href={page}>
            Cancel
          </ButtonLink>
          <SubmitButton>Save</SubmitButton>
        </div>
      </div>
    </Form>
  )
}
