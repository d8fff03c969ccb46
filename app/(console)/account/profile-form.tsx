"use client"

import type { Values } from "#components/form/form-context.ts"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SelectField, type Choice } from "#components/form/select-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { type ProfileInput, ProfileInputs } from "../profile-inputs.tsx"
import { editProfileAction } from "./actions.ts"

const editProfileInput = () => import("#lib/users/input.ts").then((input) => input.editProfileInput)

type Props = {
  initial: Values
  /** Why a name is a directory's or an admin's to change; null: it may be changed here. */
  fixed: { firstName: string | null; lastName: string | null }
  timezones: Choice[]
  fields: ProfileInput[]
  countries: Choice[]
}

export function ProfileForm({ initial, fixed, timezones, fields, countries }: Props) {
  return (
    <Form schema={editProfileInput} action={editProfileAction} permalink="/account" initial={initial}>
      <div className="p-4">
        <FormMessage />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField name="firstName" label="First name" autoComplete="given-name" fixed={fixed.firstName} />
          <TextField name="lastName" label="Last name" autoComplete="family-name" fixed={fixed.lastName} />
          <TextField
            name="phone"
            label="Phone"
            type="tel"
            autoComplete="tel"
            placeholder="+49 30 901820"
            optional
          />
          <SelectField name="timezone" label="Timezone" choices={timezones} />
          <ProfileInputs fields={fields} countries={countries} />
        </div>
      </div>
      <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-4 py-3">
        <SubmitButton>Save</SubmitButton>
      </div>
    </Form>
  )
}
