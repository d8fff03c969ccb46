"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { ShowOnce } from "#components/form/show-once.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { tokenDays } from "#lib/access-tokens/input.ts"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { MadeToken } from "../../../../../tokens/made-token.tsx"
import { type ScopeArea, ScopeBoxes } from "../../../../../tokens/scope-boxes.tsx"
import { TokenFields } from "../../../../../tokens/token-fields.tsx"
import { ProofFields } from "../../../../proof-fields.tsx"
import { createServiceTokenAction } from "../../../actions.ts"

const createServiceTokenInput = () =>
  import("#lib/service-accounts/input.ts").then((input) => input.createServiceTokenInput)

type Props = { id: string; accountId: string; areas: ScopeArea[]; asked: ProofAsked; slug: string }

/** `id` is drawn by the server for this form: sent twice, it makes one token. */
export function NewTokenForm({ id, accountId, areas, asked, slug }: Props) {
  const page = `/settings/service-accounts/${accountId}`
  return (
    <Form
      schema={createServiceTokenInput}
      action={createServiceTokenAction}
      permalink={`${page}/tokens/new`}
      initial={{ id, days: String(tokenDays.usual) }}
    >
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
          <div className="p-5">
            <FormMessage />
            <HiddenField name="id" />
            <input type="hidden" name="accountId" value={accountId} />
            <TokenFields />
          </div>
          <div className="px-5 pb-3">
            <h2 className="text-title font-semibold tracking-[-0.01em]">What it permits</h2>
            <p className="text-label text-muted">
              Of what its roles give and you may do yourself. What is taken from the roles, the token loses
              too.
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
