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
  phone: string | null
  timezone: string | null
}

type Props = {
  profile: Profile
  /** Why the name is a directory's to change; null: it may be changed here. */
  fixed: string | null
  timezones: Choice[]
}

export function ProfileForm({ profile, fixed, timezones }: Props) {
  const { firstName, lastName, phone, timezone } = profile
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
          <TextField name="firstName" label="First name" autoComplete="given-name" fixed={fixed} />
          <TextField name="lastName" label="Last name" autoComplete="family-name" fixed={fixed} />
          <TextField
            name="phone"
            label="Phone"
            type="tel"
            autoComplete="tel"
            placeholder="+49 30 901820"
            optional
          />
          <SelectField name="timezone" label="Timezone" choices={timezones} />
        </div>
      </div>
      <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
        <SubmitButton>Save</SubmitButton>
      </div>
    </Form>
  )
}
