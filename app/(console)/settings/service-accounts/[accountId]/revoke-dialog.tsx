"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import type { TokenRow } from "../../../tokens/rows.ts"
import { ProofFields } from "../../proof-fields.tsx"
import { revokeServiceTokenAction } from "../actions.ts"

const revokeServiceTokenInput = () =>
  import("#lib/service-accounts/input.ts").then((input) => input.revokeServiceTokenInput)

type Props = { accountId: string; token: TokenRow; asked: ProofAsked; slug: string }

/** Asks once more, and for proof where that is a while ago. */
export function RevokeDialog({ accountId, token: { id, name }, asked, slug }: Props) {
  const page = `/settings/service-accounts/${accountId}`
  return (
    <Dialog id="revoke" title={`Revoke ${name}?`} open closeHref={page}>
      <Form
        schema={revokeServiceTokenInput}
        action={revokeServiceTokenAction}
        permalink={`${page}?confirm=revoke&id=${id}`}
      >
        <DialogBody>
          <p className="mb-4 text-muted">It ends at once and for good: what uses it is refused.</p>
          <FormMessage />
          <input type="hidden" name="accountId" value={accountId} />
          <input type="hidden" name="tokenId" value={id} />
          <ProofFields asked={asked} slug={slug} />
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton kind="destroy">Revoke token</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
