"use client"

import { KeySquare } from "lucide-react"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { ShowOnce } from "#components/form/show-once.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { tokenDays } from "#lib/access-tokens/input.ts"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFields } from "../../settings/proof-fields.tsx"
import { MadeToken } from "../../tokens/made-token.tsx"
import type { TokenRow } from "../../tokens/rows.ts"
import { DaysField } from "../../tokens/token-fields.tsx"
import { regenerateTokenAction } from "./actions.ts"

const page = "/account/tokens"
const regenerateTokenInput = () =>
  import("#lib/access-tokens/input.ts").then((input) => input.regenerateTokenInput)

type Props = { token: TokenRow; asked: ProofAsked; slug: string }

/** Opened by the address of its row: makes another in place of this one, and shows that once. */
export function RegenerateDialog({ token: { id, name, lost }, asked, slug }: Props) {
  return (
    <Form
      schema={regenerateTokenInput}
      action={regenerateTokenAction}
      permalink={`${page}?confirm=regenerate&id=${id}`}
      initial={{ days: String(tokenDays.usual) }}
      className="contents"
    >
      <ShowOnce
        answer={(answer) => (
          <Dialog id="made" title={`The new token ${name}`} icon={KeySquare} wide open stays closeHref={page}>
            <MadeToken answer={answer} back={page} />
          </Dialog>
        )}
      >
        <Dialog id="regenerate" title={`Regenerate ${name}?`} open closeHref={page}>
          <DialogBody>
            <p className="mb-4 text-muted">
              You get a new token of the same name. The one before ends at once: what uses it is refused until
              it knows the new one.
              {lost.length > 0 && " What you don't hold any more is left out."}
            </p>
            <FormMessage />
            <input type="hidden" name="tokenId" value={id} />
            <div className="grid gap-4">
              <DaysField />
              <ProofFields asked={asked} slug={slug} />
            </div>
          </DialogBody>
          <DialogFooter closeHref={page}>
            <SubmitButton>Regenerate</SubmitButton>
          </DialogFooter>
        </Dialog>
      </ShowOnce>
    </Form>
  )
}
