"use client"

import Link from "next/link"
import { CheckboxGroup } from "#components/form/checkbox-group.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { FormSection } from "#components/form/form-section.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { type Card, RadioCards } from "#components/form/radio-cards.tsx"
import { type Choice, SelectField } from "#components/form/select-field.tsx"
import { ShowOnce } from "#components/form/show-once.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { useFormValues } from "#components/form/use-form-values.ts"
import { buttonClass } from "#components/ui/button.tsx"
import { days } from "#components/ui/spans.ts"
import { useHydrated } from "#components/ui/use-hydrated.ts"
import { createUserAction } from "../actions.ts"
import { type ShownPassword, TemporaryPasswordDialog } from "../temporary-password-dialog.tsx"
import { AccessPanel, type RoleChoice } from "./access-panel.tsx"
import { TypeField, type TypeChoice } from "./type-field.tsx"

const createUserInput = () => import("#lib/users/input.ts").then((input) => input.createUserInput)

type Props = {
  /** Drawn by the server for this form: posted twice, it makes one person. */
  id: string
  /** Single sign-on is enforced: passwords are for Admins only. */
  enforced: boolean
  timezone: string
  timezones: Choice[]
  types: TypeChoice[]
  roles: RoleChoice[]
  labels: [string, string][]
  /** Where they could sign in instead of here. */
  providers: Choice[]
  /** How long what they are sent works, and of which domains their address has to be. */
  policy: { invitationDays: number; temporaryPasswordDays: number; allowedDomains: string[] | null }
}

/** By an identity provider there is only the link; without a script, the answer says so beside the other two. */
function WaysIn({ providers, cards, linkDays }: { providers: Choice[]; cards: Card[]; linkDays: number }) {
  const chosen = useFormValues().one("identityProvider")
  const provider = useHydrated() && providers.find(({ value }) => value === chosen && value !== "")
  if (!provider) return <RadioCards key="all" name="wayIn" cards={cards} />
  const { value, label } = cards[0]!
  const hint = `A link by e-mail, valid ${days(linkDays)}. It leads to the sign-in page and on to ${provider.label}.`
  return <RadioCards key="link" name="wayIn" cards={[{ value, label, hint }]} chosen={value} />
}

const waysIn = ({ invitationDays, temporaryPasswordDays }: Props["policy"]): Card[] => [
  {
    value: "invitation-link",
    label: "Invitation link",
    hint: `A link by e-mail, valid ${days(invitationDays)}. They set their own password.`,
  },
  {
    value: "temporary-password-email",
    label: "Temporary password by email",
    hint: `Valid ${days(temporaryPasswordDays)}. They sign in with it, set a new password and confirm a code.`,
  },
  {
    value: "temporary-password-shown",
    label: "Temporary password shown once",
    hint: "You pass it on yourself. Roster shows it to you one time.",
  },
]

const underEnforcement = (way: Card): Card => ({
  ...way,
  hint:
    way.value === "invitation-link"
      ? "By e-mail. Single sign-on is enforced, so it leads to the sign-in page."
      : "Only for people with the Admin permissions: single sign-on is enforced here.",
})

export function NewUserForm(props: Props) {
  const { id, enforced, timezone, timezones, types, roles, labels, providers, policy } = props
  const cards = waysIn(policy)
  return (
    <Form
      schema={createUserInput}
      action={createUserAction}
      initial={{ id, timezone, type: "member" }}
      className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_304px]"
    >
      <div className="panel overflow-hidden">
        <div className="px-5">
          <FormSection title="Person" hint="Name and address as the person will see them.">
            <FormMessage />
            <HiddenField name="id" />
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField name="firstName" label="First name" autoComplete="off" autoFocus />
              <TextField name="lastName" label="Last name" autoComplete="off" />
              <TextField
                name="email"
                label="Email"
                type="email"
                autoComplete="off"
                spellCheck={false}
                hint={policy.allowedDomains && `Of ${policy.allowedDomains.join(", ")}.`}
              />
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
          <FormSection title="User type" hint="What kind of account this is." labels="type">
            <TypeField types={types} />
          </FormSection>
          <FormSection title="Roles" hint="Added to what the user type gives." names="roles">
            <CheckboxGroup
              name="roles"
              boxes={roles.map(({ id, name, description, refusal }) => ({
                value: id,
                label: name,
                hint: description,
                refusal,
              }))}
            />
          </FormSection>
          {providers.length > 0 && (
            <FormSection title="Identity provider" hint="Where they sign in." labels="identityProvider">
              <SelectField
                name="identityProvider"
                choices={[{ value: "", label: "None: signs in with a password" }, ...providers]}
                hint="Who signs in by one has no password here: they get the invitation link, which leads to the sign-in page."
              />
            </FormSection>
          )}
          <FormSection title="How they get in" hint="Sent when you create the user." names="wayIn">
            <WaysIn
              providers={providers}
              cards={enforced ? cards.map(underEnforcement) : cards}
              linkDays={policy.invitationDays}
            />
          </FormSection>
        </div>
        <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
          <Link href="/users" prefetch={false} className={buttonClass({ kind: "ghost" })}>
            Cancel
          </Link>
          <SubmitButton>Create User</SubmitButton>
        </div>
      </div>
      <AccessPanel types={types} roles={roles} labels={labels} />
      <ShowOnce
        answer={(shown) => <TemporaryPasswordDialog shown={shown as ShownPassword} another="/users/new" />}
      />
    </Form>
  )
}
