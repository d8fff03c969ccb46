"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFields } from "../../../proof-fields.tsx"
import { removeProviderAction } from "../../actions.ts"

const removeProviderInput = () =>
  import("#lib/identity-providers/input.ts").then((input) => input.removeProviderInput)

type Props = { page: string; providerId: string; name: string; asked: ProofAsked; slug: string }

/** The last step: the provider's name is typed to confirm it. */
export function RemoveForm({ page, providerId, name, asked, slug }: Props) {
  return (
    <Form
      schema={removeProviderInput}
      action={removeProviderAction}
      permalink={`${page}/remove`}
      className="grid gap-4 border-t border-base-300 bg-base-200/50 px-4 py-4"
    >
      <FormMessage />
      <input type="hidden" name="providerId" value={providerId} />
      <HiddenField name="sure" />
      <p className="text-label text-muted">
        The name is <span className="font-medium break-words text-base-content">{name}</span>
      </p>
      <TextField name="confirm" label="Type the name to confirm" autoComplete="off" spellCheck={false} />
      <ProofFields asked={asked} slug={slug} />
      <div className="flex flex-wrap justify-end gap-2">
        <a href={page} className={buttonClass({ kind: "ghost" })}>
          Cancel
        </a>
        <SubmitButton kind="destroy">Remove {name}</SubmitButton>
      </div>
    </Form>
  )
}
