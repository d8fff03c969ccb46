"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { addEntryAction } from "../../../actions.ts"
import { EntryFields } from "../entry-fields.tsx"

const addEntryInput = () => import("#lib/bots/input.ts").then((input) => input.addEntryInput)

/** `id` is drawn by the server for this form: sent twice, it makes one answer. */
export function NewEntryForm({ botId, id }: { botId: string; id: string }) {
  const page = `/bots/${botId}`
  return (
    <Form schema={addEntryInput} action={addEntryAction} permalink={`${page}/entries/new`} initial={{ id }}>
      <div className="panel max-w-[960px] overflow-hidden">
        <div className="px-5 has-[[role=alert]:not(:empty)]:pt-5">
          <FormMessage />
          <input type="hidden" name="botId" value={botId} />
          <HiddenField name="id" />
        </div>
        <div className="px-5">
          <EntryFields autoFocus />
        </div>
        <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
          <ButtonLink kind="ghost" href={page}>
            Cancel
          </ButtonLink>
          <SubmitButton>Add answer</SubmitButton>
        </div>
      </div>
    </Form>
  )
}
