"use client"

import { Info } from "lucide-react"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextAreaField } from "#components/form/text-area-field.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFields } from "../../settings/proof-fields.tsx"
import type { Leaving } from "../leaving.ts"
import { NewOwners } from "../new-owners.tsx"
import { startBulkAction } from "./actions.ts"

const bulkInput = () => import("#lib/bulk/input.ts").then((input) => input.bulkInput)

type Props = {
  /** Drawn by the page: two posts of this form begin one run. */
  runId: string
  pairs: [string, string][]
  happens: string[]
  button: string
  dangerous: boolean
  /** The bots of whoever is deleted. */
  leaving: Leaving
  /** There are people whom the preview has not looked at: their bots go to the one owner for all. */
  unseen: boolean
  proof: { asked: ProofAsked; slug: string }
  back: string
}

/** What it brings with it, and the button that does it. */
export function ConfirmPanel({
  runId,
  pairs,
  happens,
  button,
  dangerous,
  leaving,
  unseen,
  proof,
  back,
}: Props) {
  return (
    <Panel title="What happens">
      <Form schema={bulkInput} action={startBulkAction} initial={{ runId }}>
        <HiddenField name="runId" />
        {pairs.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <div className="p-4">
          <FormMessage />
          <ul className="mb-4 grid gap-2 text-label">
            {happens.map((line) => (
              <li key={line} className="flex gap-2.5">
                <Info size={16} aria-hidden="true" className="mt-px text-muted" /> {line}
              </li>
            ))}
          </ul>
          {(leaving.bots.length > 0 || unseen) && (
            <>
              <p className="mb-3 text-label">
                {leaving.bots.length > 0
                  ? "Some of them own bots. Choose who owns each from now on; without an owner nothing is begun."
                  : "Those who are not looked at yet may own bots. Without an owner for each nothing is begun."}
              </p>
              <NewOwners {...leaving} unseen={unseen} narrow />
            </>
          )}
          <div className="grid gap-4">
            <TextAreaField name="reason" label="Reason" optional hint="Kept with the change." rows={2} />
            {(leaving.bots.length > 0 || unseen) && <ProofFields {...proof} />}
          </div>
        </div>
        <div className="flex flex-wrap justify-end gap-2 border-t border-base-300 px-4 py-3">
          <ButtonLink kind="ghost" href={back}>
            Cancel
          </ButtonLink>
          <SubmitButton kind={dangerous ? "destroy" : "primary"}>{button}</SubmitButton>
        </div>
      </Form>
    </Panel>
  )
}
