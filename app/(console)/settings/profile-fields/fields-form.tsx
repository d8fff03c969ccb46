"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import { setProfileFieldsAction } from "./actions.ts"
import { FieldRows, type FieldRow } from "./field-rows.tsx"

const page = "/settings/profile-fields"

type Props = { rows: FieldRow[]; seen: string; shown: string[]; editable: string[] }

export function FieldsForm({ rows, seen, shown, editable }: Props) {
  return (
    <Form
      action={setProfileFieldsAction}
      permalink={page}
      initial={{ seen, shown, editable }}
      className="panel overflow-hidden"
    >
      <HiddenField name="seen" />
      <div className="has-[[role=alert]:not(:empty)]:px-4 has-[[role=alert]:not(:empty)]:pt-4">
        <FormMessage />
      </div>
      <FieldRows rows={rows} shown={shown} editable={editable} />
      <div className="flex flex-wrap items-center justify-end gap-x-2 gap-y-3 border-t border-base-300 bg-base-200/50 px-4 py-2.5">
        <p className="mr-auto text-label text-muted">
          A change takes effect for a person at their next sign-in.
        </p>
        {/* From the server anew: that is what Discard means. */}
        <a href={page} className={buttonClass({ kind: "ghost" })}>
          Discard
        </a>
        <SubmitButton>Save changes</SubmitButton>
      </div>
    </Form>
  )
}
