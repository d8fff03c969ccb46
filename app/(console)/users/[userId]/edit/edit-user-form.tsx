"use client"

import Link from "next/link"
import { type Box, CheckboxGroup } from "#components/form/checkbox-group.tsx"
import type { Values } from "#components/form/form-context.ts"
import { FormMessage } from "#components/form/form-message.tsx"
import { FormSection } from "#components/form/form-section.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { type Choice, SelectField } from "#components/form/select-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import { type ProfileInput, ProfileInputs } from "../../../profile-inputs.tsx"
import { editUserAction } from "../../actions.ts"

const editUserInput = () => import("#lib/users/input.ts").then((input) => input.editUserInput)

type Props = {
  userId: string
  initial: Values
  /** A new address has to be confirmed by its owner first. */
  confirms: boolean
  /** The workspace keeps addresses as they are. */
  emailLocked: boolean
  /** Why a name or the address is not to be changed here; null: it may be. */
  fixed: { names: string | null; email: string | null }
  timezones: Choice[]
  /** What the workspace's profiles show. */
  profile: { fields: ProfileInput[]; countries: Choice[] }
  roles: Box[]
  byGroups: string[]
}

export function EditUserForm(props: Props) {
  const { userId, initial, confirms, emailLocked, fixed, timezones, profile, roles, byGroups } = props
  const page = `/users/${userId}`
  const emailHint = !confirms
    ? "Counts at once. An open invitation goes to the new address."
    : emailLocked
      ? "This workspace keeps addresses as they are: only upper and lower case can be corrected."
      : "Counts once its owner confirms it; the old address is told and can stop it."
  return (
    <Form schema={editUserInput} action={editUserAction} permalink={`${page}/edit`} initial={initial}>
      <div className="panel max-w-[960px] overflow-hidden">
        <div className="px-5">
          <FormSection title="Person" hint="Name and address as others see them.">
            <FormMessage />
            <input type="hidden" name="userId" value={userId} />
            <HiddenField name="seen" />
            <HiddenField name="sure" />
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField name="firstName" label="First name" autoComplete="off" fixed={fixed.names} />
              <TextField name="lastName" label="Last name" autoComplete="off" fixed={fixed.names} />
              <div className="sm:col-span-2">
                <TextField
                  name="email"
                  label="Email"
                  type="email"
                  autoComplete="off"
                  spellCheck={false}
                  hint={emailHint}
                  fixed={fixed.email}
                />
              </div>
              <TextField
                name="phone"
                label="Phone"
                type="tel"
                autoComplete="off"
                placeholder="+49 30 901820"
                optional
              />
              <TextField
                name="externalId"
                label="External ID"
                autoComplete="off"
                spellCheck={false}
                optional
              />
              <SelectField name="timezone" label="Timezone" choices={timezones} />
            </div>
          </FormSection>
          {profile.fields.length > 0 && (
            <FormSection title="Profile" hint="What profiles show in this workspace.">
              <div className="grid gap-4 sm:grid-cols-2">
                <ProfileInputs {...profile} />
              </div>
            </FormSection>
          )}
          <FormSection
            title="Roles"
            hint="Given directly. A change counts from the next click on."
            names="roles"
          >
            <CheckboxGroup name="roles" boxes={roles} />
            {byGroups.length > 0 && (
              <p className="mt-4 text-label text-muted">
                Also by groups, and changed only there: {byGroups.join(", ")}.
              </p>
            )}
          </FormSection>
        </div>
        <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
          <Link href={page} prefetch={false} className={buttonClass({ kind: "ghost" })}>
            Cancel
          </Link>
          <SubmitButton>Save</SubmitButton>
        </div>
      </div>
    </Form>
  )
}
