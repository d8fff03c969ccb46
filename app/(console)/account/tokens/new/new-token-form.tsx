"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { ShowOnce } from "#components/form/show-once.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { tokenDays } from "#lib/access-tokens/input.ts"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFields } from "../../../settings/proof-fields.tsx"
import { MadeToken } from "../../../tokens/made-token.tsx"
import { type ScopeArea, ScopeBoxes } from "../../../tokens/scope-boxes.tsx"
import { TokenFields } from "../../../tokens/token-fields.tsx"
import { createTokenAction } from "../actions.ts"

const page = "/account/tokens"
const createTokenInput = () => import("#lib/access-tokens/input.ts").then((input) => input.createTokenInput)

type Props = { id: string; areas: ScopeArea[]; asked: ProofAsked; slug: string }

/** `id` is drawn by the server for this form: sent twice, it makes one token. */
export function NewTokenForm({ id, areas, asked, slug }: Props) {
  return (
    <Form
      schema={createTokenInput}
      action={createTokenAction}
      permalink={`${page}/new`}
      initial={{ id, days: String(tokenDays.usual) }}
    >
      <ShowOnce
        answer={(answer) => (
          <section className="panel max-w-[640px] overflow-hidden" aria-label="Your new access token">
            <h2 className="px-6 pt-6 text-base leading-6 font-semibold tracking-[-0.015em] wrap-anywhere">
              Your new token {answer["name"]}
            </h2>
            <MadeToken answer={answer} back={page} />
          </section>
        )}
      >
        <div className="panel max-w-[960px] overflow-hidden">
          <div className="panel-head">
            <h2 className="text-title font-semibold tracking-[-0.01em]">New access token</h2>
          </div>
          <div className="p-5">
            <FormMessage />
            <HiddenField name="id" />
            <TokenFields />
          </div>
          <div className="px-5 pb-3">
            <h3 className="text-title font-semibold tracking-[-0.01em]">What it permits</h3>
            <p className="text-label text-muted">
              Of what you may do yourself, now and at each use: what is taken from you, the token loses too.
            </p>
          </div>
          <ScopeBoxes areas={areas} />
          <div className="not-empty:border-t not-empty:border-base-300 not-empty:p-5">
            <ProofFields asked={asked} slug={slug} />
          </div>
          <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
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
