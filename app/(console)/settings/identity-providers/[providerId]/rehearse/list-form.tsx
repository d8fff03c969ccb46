"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextAreaField } from "#components/form/text-area-field.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { keepListAction } from "../../actions.ts"

const keepListInput = () => import("#lib/identity-providers/input.ts").then((input) => input.keepListInput)

type Props = { providerId: string; page: string; replaced: boolean; provider: string }

/** A list out of the directory, so that the groups of who has not signed in yet are known too. */
export function ListForm({ providerId, page, replaced, provider }: Props) {
  return (
    <Form schema={keepListInput} action={keepListAction} permalink={page}>
      <Panel title="With a list from your directory">
        <div id="list" className="scroll-mt-20 p-4">
          <FormMessage />
          <input type="hidden" name="providerId" value={providerId} />
          <TextAreaField
            name="list"
            label={`People of ${provider}`}
            rows={6}
            hint="One a line: the address, then the groups, as in maya@acme.example, support, bot-team. It is kept encrypted for a day, for you alone, and changes nothing."
          />
        </div>
        <div className="flex flex-wrap justify-end gap-2 border-t border-base-300 px-4 py-3">
          {replaced && (
            <a href={page} className={buttonClass({ kind: "ghost" })}>
              Without the list
            </a>
          )}
          <SubmitButton>Rehearse with this list</SubmitButton>
        </div>
      </Panel>
    </Form>
  )
}
