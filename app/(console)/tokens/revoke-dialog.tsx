"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import type { LoadSchema } from "#components/form/resolver.ts"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import type { FormAction } from "#lib/action.ts"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFields } from "../settings/proof-fields.tsx"
import { HiddenIds, type TokenIds } from "./hidden-ids.tsx"

type Props = {
  schema?: LoadSchema
  action: FormAction
  /** Where the list is. */
  page: string
  ids: TokenIds
  name: string
  /** What else is to be known. */
  besides?: string
  /** One's own are revoked without. */
  proof?: { asked: ProofAsked; slug: string }
}

/** Opened by the address of its row: asks once more. */
export function RevokeTokenDialog({ schema, action, page, ids, name, besides, proof }: Props) {
  return (
    <Dialog id="revoke" title={`Revoke ${name}?`} open closeHref={page}>
      <Form schema={schema} action={action} permalink={`${page}?confirm=revoke&id=${ids.tokenId}`}>
        <DialogBody>
          <p className={proof ? "mb-4 text-muted" : "text-muted"}>
            It ends at once and for good: what uses it is refused. {besides}
          </p>
          <FormMessage />
          <HiddenIds ids={ids} />
          {proof && <ProofFields {...proof} />}
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton kind="destroy">Revoke token</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
