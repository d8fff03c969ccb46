"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { type Choice, SelectField } from "#components/form/select-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { addToBotAction } from "../../../bots/[botId]/members/actions.ts"
import { PartField } from "../../../bots/[botId]/members/part-field.tsx"

const addToBotInput = () => import("#lib/bot-members/input.ts").then((input) => input.addToBotInput)

type Props = {
  userId: string
  firstName: string
  bots: Choice[]
  /** There are bots that are not listed. */
  more: boolean
}

/** A part in one more of the bots that the reader manages. */
export function AddForm({ userId, firstName, bots, more }: Props) {
  return (
    <Panel title="Add to a bot">
      <Form
        schema={addToBotInput}
        action={addToBotAction}
        permalink={`/users/${userId}/bots`}
        initial={{ role: "tester" }}
      >
        <div className="p-4">
          <FormMessage />
          <input type="hidden" name="userId" value={userId} />
          <div className="grid gap-4">
            <SelectField
              name="botId"
              label="Bot"
              choices={[{ value: "", label: "Choose a bot" }, ...bots]}
              {...(more && { hint: "The first 200 by name. Add them to another one on its Members page." })}
            />
            <PartField legend={`${firstName} becomes its`} />
          </div>
        </div>
        <div className="flex justify-end border-t border-base-300 px-4 py-3">
          <SubmitButton>Add</SubmitButton>
        </div>
      </Form>
    </Panel>
  )
}
