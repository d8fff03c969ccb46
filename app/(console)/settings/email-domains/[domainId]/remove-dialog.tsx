"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { ProofFields } from "../../proof-fields.tsx"
import { removeDomainAction } from "../actions.ts"
import type { Step } from "./prove-panel.tsx"

const changeDomainInput = () =>
  import("#lib/identity-providers/input.ts").then((input) => input.changeDomainInput)

/** Says what stops, and asks once more. */
export function RemoveDialog({
  page,
  domainId,
  domain,
  proved,
  asked,
  slug,
  open,
}: Step & { proved: boolean; open: boolean }) {
  return (
    <Dialog id="remove" title={`Remove ${domain}?`} open={open} closeHref={page}>
      <Form schema={changeDomainInput} action={removeDomainAction} permalink={`${page}?confirm=remove`}>
        <DialogBody>
          <p className="mb-4 text-muted">
            {proved
              ? `Signing in by an address of ${domain} leads to no provider any more, and nobody new comes in by one. Who is linked already goes on signing in. Another workspace may prove the domain then.`
              : `It is not proved, so nothing stops. The record that was to be set is void.`}
          </p>
          <FormMessage />
          <input type="hidden" name="domainId" value={domainId} />
          <ProofFields asked={asked} slug={slug} />
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton kind="destroy">Remove the domain</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
