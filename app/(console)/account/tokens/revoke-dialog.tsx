"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import type { TokenRow } from "../../tokens/rows.ts"
import { revokeTokenAction } from "./actions.ts"

const page = "/account/tokens"

/** Opened by the address of its row. */
export function RevokeDialog({ token: { id, name } }: { token: TokenRow }) {
  return (
    <Dialog id="revoke" title={`Revoke ${name}?`} open closeHref={page}>
      <Form action={revokeTokenAction} permalink={`${page}?confirm=revoke&id=${id}`}>
        <DialogBody>
          <p className="text-muted">It ends at once and for good: what uses it is refused.</p>
          <FormMessage />
          <input type="hidden" name="tokenId" value={id} />
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton kind="destroy">Revoke token</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
