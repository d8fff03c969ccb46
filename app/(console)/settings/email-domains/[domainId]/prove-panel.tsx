"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFields } from "../../proof-fields.tsx"
import { proveDomainAction } from "../actions.ts"

const changeDomainInput = () =>
  import("#lib/identity-providers/input.ts").then((input) => input.changeDomainInput)

export type Step = { page: string; domainId: string; domain: string; asked: ProofAsked; slug: string }

/** The record to set where the domain's names are kept, and looking for it. */
export function ProvePanel({
  page,
  domainId,
  domain,
  record,
  proof,
  asked,
  slug,
}: Step & { record: string; proof: string }) {
  const facts = [
    { term: "Type", value: "TXT" },
    { term: "Name", value: record },
    { term: "Value", value: proof },
  ]
  return (
    <Panel title="Prove that it is yours">
      <p className="px-4 pt-4 text-label text-muted">
        Set this record where the names of {domain} are kept, then check. It may also stand at {domain}{" "}
        itself. Until the domain is proved, nobody comes in by an address of it.
      </p>
      <dl className="grid gap-4 p-4">
        {facts.map(({ term, value }) => (
          <div key={term} className="min-w-0">
            <dt className="mb-1 text-label font-medium">{term}</dt>
            <dd className="flex min-h-[35px] items-center gap-2 rounded-lg border border-field bg-base-200 py-1.5 pr-2 pl-3">
              <span className="min-w-0 flex-1 font-mono text-xs break-all select-all">{value}</span>
              {value !== "TXT" && (
                <CopyButton text={value} label={`Copy the record's ${term.toLowerCase()}`} />
              )}
            </dd>
          </div>
        ))}
      </dl>
      <Form
        schema={changeDomainInput}
        action={proveDomainAction}
        permalink={page}
        className="grid gap-4 border-t border-base-300 bg-base-200/50 px-4 py-3"
      >
        <FormMessage />
        <input type="hidden" name="domainId" value={domainId} />
        <ProofFields asked={asked} slug={slug} />
        <div className="flex justify-end">
          <SubmitButton>Check now</SubmitButton>
        </div>
      </Form>
    </Panel>
  )
}
