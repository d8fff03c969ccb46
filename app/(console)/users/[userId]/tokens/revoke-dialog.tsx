"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFields } from "../../../settings/proof-fields.tsx"
import type { TokenRow } from "../../../tokens/rows.ts"
import { revokeTokenOfAction } from "./actions.ts"

const revokeTokenOfInput = () =>
  import("#lib/access-tokens/input.ts").then((input) => input.revokeTokenOfInput)

type Props = { userId: string; firstName: string; token: TokenRow; asked: ProofAsked; slug: string }

/** Opened by the address of its row; asks for proof where that is a while ago. */
export function RevokeDialog({ userId, firstName, token: { id, name }, asked, slug }: Props) {
  const page = `/users/${userId}/tokens`
  return (
    <Dialog id="revoke" title={`Revoke ${name}?`} open closeHref={page}>
      <Form
        schema={revokeTokenOfInput}
        action={revokeTokenOfAction}
        permalink={`${page}?confirm=revoke&id=${id}`}
      >
        <DialogBody>
          <p className="mb-4 text-muted">
            It ends at once and for good: what uses it is refused. {firstName} can make another one.
          </p>
          <FormMessage />
          <input type="hidden" name="userId" value={userId} />
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
