"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { RadioCards } from "#components/form/radio-cards.tsx"
import { type Choice, SelectField } from "#components/form/select-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFields } from "../../../settings/proof-fields.tsx"
import { transferOwnershipAction } from "./actions.ts"

const transferOwnershipInput = () =>
  import("#lib/bot-members/input.ts").then((input) => input.transferOwnershipInput)

type Props = {
  botId: string
  name: string
  owner: string
  choices: Choice[]
  proof: { asked: ProofAsked; slug: string }
  open: boolean
}

/** The bot has exactly one owner: who is it from now on, and what becomes of the former one. */
export function TransferDialog({ botId, name, owner, choices, proof, open }: Props) {
  const page = `/bots/${botId}/members`
  const listed = choices.length > 0
  return (
    <Dialog id="transfer" title={`Transfer ${name}?`} open={open} closeHref={page}>
      <Form
        schema={transferOwnershipInput}
        action={transferOwnershipAction}
        permalink={`${page}?confirm=transfer`}
        initial={{ stays: "developer" }}
      >
        <DialogBody>
          <p className="mb-4 text-muted">
            {owner} owns it now. The new owner builds, publishes, hands on and archives it, and says who else
            has a part in it.
          </p>
          <FormMessage />
          <input type="hidden" name="botId" value={botId} />
          <div className="grid gap-4">
            {listed && (
              <SelectField
                name="owner"
                label="New owner"
                choices={[{ value: "", label: "Choose an owner" }, ...choices]}
              />
            )}
            <TextField
              name="email"
              type="email"
              label={listed ? "Or by e-mail address" : "E-mail address of the new owner"}
              autoComplete="off"
            />
            <RadioCards
              name="stays"
              legend={`${owner} from now on`}
              cards={[
                { value: "developer", label: "Developer", hint: "Builds the bot and tries it in test mode." },
                {
                  value: "no",
                  label: "No part in it",
                  hint: "Keeps only what they may in the whole workspace.",
                },
              ]}
            />
            <ProofFields {...proof} />
          </div>
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton>Transfer ownership</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
