"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { addMemberAction } from "./actions.ts"
import { PartField } from "./part-field.tsx"

const addMemberInput = () => import("#lib/bot-members/input.ts").then((input) => input.addMemberInput)

/** For an owner who may not look through the directory: they know whom they want. */
export function AddressForm({ botId }: { botId: string }) {
  return (
    <Form
      schema={addMemberInput}
      action={addMemberAction}
      permalink={`/bots/${botId}/members`}
      initial={{ role: "tester" }}
    >
      <div className="p-4">
        <FormMessage />
        <input type="hidden" name="botId" value={botId} />
        <div className="grid gap-4">
          <TextField
            name="email"
            type="email"
            label="Email"
            autoComplete="off"
            hint="Their exact address in this workspace."
          />
          <PartField legend="Part in the bot" />
        </div>
      </div>
      <div className="flex justify-end border-t border-base-300 px-4 py-3">
        <SubmitButton>Add</SubmitButton>
      </div>
    </Form>
  )
}
