"use client"

import { useEffect, useState } from "react"
import { useFormState } from "#components/form/form-context.ts"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextAreaField } from "#components/form/text-area-field.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { Told } from "#lib/groups/addresses.ts"
import { AccessMoves } from "../../../access-moves.tsx"
import { addByAddressesAction } from "../../actions.ts"
import { LookedUp } from "./looked-up.tsx"

const addByAddressesInput = () => import("#lib/groups/input.ts").then((input) => input.addByAddressesInput)

/** Many at once: a list of addresses, what becomes of each, and then the button that adds them. */
export function PastePanel({ groupId }: { groupId: string }) {
  return (
    <Form schema={addByAddressesInput} action={addByAddressesAction} permalink={`/groups/${groupId}/add`}>
      <Panel title="Paste a list of addresses">
        <div className="p-4">
          <FormMessage />
          <input type="hidden" name="groupId" value={groupId} />
          <TextAreaField
            name="addresses"
            label="Addresses"
            rows={6}
            hint="One a line, or between commas or semicolons; names beside them do no harm. At most 5,000. First you see who is found."
          />
        </div>
        <Answer />
      </Panel>
    </Form>
  )
}

function Answer() {
  const { answer, at, element } = useFormState()
  const [typedSince, setTypedSince] = useState(0)

  useEffect(() => {
    const form = element.current
    const note = () => setTypedSince(Date.now())
    form?.addEventListener("input", note)
    return () => form?.removeEventListener("input", note)
  }, [element])

  // What was said of another list than the one that stands there now is no longer said.
  const json = typedSince > at ? undefined : answer?.["looked"]
  const looked = json ? (JSON.parse(json) as Told) : null
  const able = looked?.able.length ?? 0
  return (
    <>
      <div aria-live="polite">
        {looked && (
          <>
            <LookedUp looked={looked} />
            {able > 0 && (
              <div className="border-t border-base-300">
                <AccessMoves moves={looked.moves} />
              </div>
            )}
          </>
        )}
      </div>
      <div className="flex flex-wrap justify-end gap-2 border-t border-base-300 px-4 py-3">
        {able > 0 ? (
          <>
            <input type="hidden" name="expected" value={looked?.expected} />
            <SubmitButton name="step" value="save">
              Add {able === 1 ? "1 person" : `${able.toLocaleString("en-GB")} people`}
            </SubmitButton>
          </>
        ) : (
          <SubmitButton name="step" value="preview">
            Look them up
          </SubmitButton>
        )}
      </div>
    </>
  )
}
