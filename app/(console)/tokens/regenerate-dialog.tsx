"use client"

import { KeySquare } from "lucide-react"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import type { LoadSchema } from "#components/form/resolver.ts"
import { ShowOnce } from "#components/form/show-once.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { tokenDays } from "#lib/access-tokens/input.ts"
import type { FormAction } from "#lib/action.ts"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFields } from "../settings/proof-fields.tsx"
import { HiddenIds, type TokenIds } from "./hidden-ids.tsx"
import { MadeToken } from "./made-token.tsx"
import { DaysField } from "./token-fields.tsx"

type Props = {
  schema: LoadSchema
  action: FormAction
  /** Where the list is. */
  page: string
  ids: TokenIds
  name: string
  /** What the new one does without, if anything. */
  without: string | null
  asked: ProofAsked
  slug: string
}

/** Opened by the address of its row: makes another in place of this one, and shows that once. */
export function RegenerateTokenDialog({ schema, action, page, ids, name, without, asked, slug }: Props) {
  return (
    <Form
      schema={schema}
      action={action}
      permalink={`${page}?confirm=regenerate&id=${ids.tokenId}`}
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
              it knows the new one. {without}
            </p>
            <FormMessage />
            <HiddenIds ids={ids} />
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
