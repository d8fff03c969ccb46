"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import type { LoadSchema } from "#components/form/resolver.ts"
import { ShowOnce } from "#components/form/show-once.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { tokenDays } from "#lib/access-tokens/input.ts"
import type { FormAction } from "#lib/action.ts"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFields } from "../settings/proof-fields.tsx"
import { HiddenIds } from "./hidden-ids.tsx"
import { MadeToken } from "./made-token.tsx"
import { type ScopeArea, ScopeBoxes } from "./scope-boxes.tsx"
import { TokenFields } from "./token-fields.tsx"

export type NewTokenProps = {
  /** Drawn by the server for this form: sent twice, it makes one token. */
  id: string
  areas: ScopeArea[]
  asked: ProofAsked
  slug: string
}

type Props = NewTokenProps & {
  schema: LoadSchema
  action: FormAction
  /** Where the list is, and where this form. */
  page: string
  here: string
  accountId?: string
  /** Of what it can permit something. */
  permits: string
}

/** Makes a token, and shows it once in the form's place. */
export function NewTokenForm(props: Props) {
  const { id, areas, asked, slug, schema, action, page, here, accountId, permits } = props
  return (
    <Form schema={schema} action={action} permalink={here} initial={{ id, days: String(tokenDays.usual) }}>
      <ShowOnce
        answer={(answer) => (
          <section className="panel max-w-[640px] overflow-hidden" aria-label="The new access token">
            <h2 className="px-6 pt-6 text-base leading-6 font-semibold tracking-[-0.015em] wrap-anywhere">
              The new token {answer["name"]}
            </h2>
            <MadeToken answer={answer} back={page} />
          </section>
        )}
      >
        <div className="panel max-w-[960px] overflow-hidden">
          {!accountId && (
            <div className="panel-head">
              <h2 className="text-title font-semibold tracking-[-0.01em]">New access token</h2>
            </div>
          )}
          <div className="p-4">
            <FormMessage />
            <HiddenField name="id" />
            <HiddenIds ids={accountId ? { accountId } : {}} />
            <TokenFields />
          </div>
          <div className="px-4 pb-3">
            <h2 className="text-title font-semibold tracking-[-0.01em]">What it permits</h2>
            <p className="text-label text-muted">{permits}</p>
          </div>
          <ScopeBoxes areas={areas} />
          <div className="not-empty:border-t not-empty:border-base-300 not-empty:p-4">
            <ProofFields asked={asked} slug={slug} />
          </div>
          <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-4 py-3">
            <ButtonLink kind="ghost" href={page}>
              Cancel
            </ButtonLink>
            <SubmitButton>Make token</SubmitButton>
          </div>
        </div>
      </ShowOnce>
    </Form>
  )
}
