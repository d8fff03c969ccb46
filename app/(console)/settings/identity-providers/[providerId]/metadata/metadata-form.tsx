"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { useFormState } from "#components/form/form-context.ts"
import { buttonClass } from "#components/ui/button.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import type { MetadataChanges } from "#lib/identity-providers/metadata.ts"
import { ProofFields } from "../../../proof-fields.tsx"
import { replaceMetadataAction } from "../../actions.ts"
import { MetadataFields } from "../../metadata-fields.tsx"
import { ChangesPanel } from "./changes-panel.tsx"

const replaceMetadataInput = () =>
  import("#lib/identity-providers/input.ts").then((input) => input.replaceMetadataInput)

type Props = {
  page: string
  initial: { providerId: string; metadataUrl: string }
  linked: number
  zone: string
  asked: ProofAsked
  slug: string
}

/** Reads first; what was read is what may be saved. */
export function MetadataForm({ page, initial, linked, zone, asked, slug }: Props) {
  return (
    <Form
      schema={replaceMetadataInput}
      action={replaceMetadataAction}
      permalink={`${page}/metadata`}
      initial={initial}
      className="grid max-w-[880px] gap-6"
    >
      <div className="panel overflow-hidden">
        <div className="grid gap-4 p-5">
          <FormMessage />
          <HiddenField name="providerId" />
          <MetadataFields />
        </div>
        <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
          <a href={page} className={buttonClass({ kind: "ghost" })}>
            Cancel
          </a>
          <button name="step" value="read" className={buttonClass({})}>
            Read and compare
          </button>
        </div>
      </div>
      <Read linked={linked} zone={zone} asked={asked} slug={slug} />
    </Form>
  )
}

function Read({ linked, zone, asked, slug }: Pick<Props, "linked" | "zone" | "asked" | "slug">) {
  const { answer } = useFormState()
  if (answer?.["changes"] === undefined) return null
  const changes = JSON.parse(answer["changes"]) as MetadataChanges
  return (
    <ChangesPanel changes={changes} linked={linked} zone={zone}>
      <input type="hidden" name="digest" value={changes.digest} readOnly />
      <ProofFields asked={asked} slug={slug} />
      <div className="flex justify-end">
        <SubmitButton name="step" value="save">
          Take it over
        </SubmitButton>
      </div>
    </ChangesPanel>
  )
}
