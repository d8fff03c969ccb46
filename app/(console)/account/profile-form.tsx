"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SelectField, type Choice } from "#components/form/select-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { editProfileAction } from "./actions.ts"

const editProfileInput = () => import("#lib/users/input.ts").then((input) => input.editProfileInput)

type Profile = {
  firstName: string
  lastName: string
  email: string
  phone: string | null
  timezone: string | null
}

export function ProfileForm({ profile, timezones }: { profile: Profile; timezones: Choice[] }) {
  const { firstName, lastName, email, phone, timezone } = profile
  return (
    <Form
      schema={editProfileInput}
      action={editProfileAction}
      permalink="/account"
      initial={{ firstName, lastName, phone: phone ?? "", timezone: timezone ?? "" }}
    >
      <div className="p-5">
        <FormMessage />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField name="firstName" label="First name" autoComplete="given-name" />
          <TextField name="lastName" label="Last name" autoComplete="family-name" />
          <TextField
            name="phone"
            label="Phone"
            type="tel"
            autoComplete="tel"
            placeholder="+49 30 901820"
            optional
          />
          <SelectField name="timezone" label="Timezone" choices={timezones} />
          <div className="sm:col-span-2">
            <p className="mb-1.5 text-label font-medium">Email</p>
            <p className="break-words">{email}</p>
            <p className="mt-1 text-xs text-muted">
              You sign in with this address, so it can't be edited here yet. An admin can add you with
              another.
            </p>
          </div>
        </div>
      </div>
      <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
        <SubmitButton>Save</SubmitButton>
      </div>
    </Form>
  )
}
