"use client"

import type { ReactNode } from "react"
import { CheckboxGroup } from "#components/form/checkbox-group.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { FormSection } from "#components/form/form-section.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { RadioCards } from "#components/form/radio-cards.tsx"
import { type Choice, SelectField } from "#components/form/select-field.tsx"
import { TextField } from "#components/form/text-field.tsx"
import type { LoadSchema } from "#components/form/resolver.ts"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import type { FormAction } from "#lib/action.ts"
import { ProofFields } from "../../proof-fields.tsx"

export type SetUp = {
  page: string
  header: ReactNode
  notices: ReactNode
  initial: Record<string, string | string[]>
  domains: string[]
  types: Choice[]
  asked: ProofAsked
  slug: string
}

type Props = SetUp & { schema: LoadSchema; action: FormAction; connection: ReactNode }

const owned = [
  { value: "names", label: "Names" },
  { value: "email", label: "E-mail address" },
  { value: "groups", label: "Groups" },
  { value: "status", label: "Status" },
]

const managed = [
  { value: "off", label: "Here as well", hint: "Admins add and invite people here." },
  {
    value: "on",
    label: "Directory-managed",
    hint: "Adding and inviting is off here: people come by the provider.",
  },
]

/** How the provider is reached, who gets in, and what is the provider's; `connection` differs by its kind. */
export function SetUpForm({ page, header, notices, initial, domains, types, asked, slug, ...rest }: Props) {
  const { schema, action, connection } = rest
  return (
    <Form schema={schema} action={action} permalink={page} initial={initial}>
      {header}
      {notices}
      <FormMessage />
      <HiddenField name="providerId" />
      <HiddenField name="seen" />
      <div className="panel overflow-hidden px-5">
        {asked.needed !== "recent" && (
          <FormSection title="It is you" hint="Whoever controls a provider can become anyone.">
            <ProofFields asked={asked} slug={slug} />
          </FormSection>
        )}
        {connection}
        <FormSection title="First sign-in" hint="Who gets in who has not come by it before.">
          <div className="grid gap-4">
            <RadioCards name="firstSignIn" legend="Who gets in" across cards={firstSignIns(domains)} />
            <div className="sm:max-w-[calc(50%-8px)]">
              <SelectField
                name="userType"
                label="User type of new accounts"
                choices={types}
                hint="Which roles and groups they get stands under Roles and groups."
              />
            </div>
          </div>
        </FormSection>
        <FormSection title="Claims" hint="The names by which the provider says what it knows of a person.">
          <div className="grid gap-4">
            <div className="grid gap-4 sm:grid-cols-2">
              <ClaimField name="emailClaim" label="E-mail address" />
              <ClaimField name="groupsClaim" label="Groups" />
              <ClaimField name="firstNameClaim" label="First name" />
              <ClaimField name="lastNameClaim" label="Last name" />
            </div>
            <TrustBox />
          </div>
        </FormSection>
        <FormSection
          title="What is the provider's"
          hint="Taken over at each sign-in, and read-only here."
          names="owns"
        >
          <CheckboxGroup name="owns" boxes={owned} />
        </FormSection>
        <FormSection title="Where people are added" hint="For the whole workspace." names="directoryManaged">
          <RadioCards name="directoryManaged" across cards={managed} />
        </FormSection>
      </div>
    </Form>
  )
}

const ClaimField = ({ name, label }: { name: string; label: string }) => (
  <TextField name={name} label={label} autoComplete="off" autoCapitalize="none" spellCheck={false} />
)

function TrustBox() {
  return (
    <div>
      <CheckboxGroup
        name="trustEmail"
        legend="Trust in addresses"
        columns="one"
        boxes={[
          { value: "yes", label: "Trust the address even if the provider does not say that it is verified" },
        ]}
      />
      <p className="mt-1.5 text-xs text-muted">
        Microsoft Entra and SAML never say it. Tick it only if nobody can choose an address of your domains
        for themselves there: whoever can would come in as the person who has it here.
      </p>
    </div>
  )
}

const firstSignIns = (domains: string[]) => [
  { value: "nobody", label: "Nobody", hint: "Only who is linked already." },
  {
    value: "invited",
    label: "Only invited",
    hint: "Who has an account here with the same address, of a proved domain.",
  },
  {
    value: "domain",
    label: "Proved domain",
    hint:
      domains.length > 0
        ? `Whoever has an address at ${domains.join(", ")}: an account is made.`
        : "An account is made. No domain is proved yet.",
  },
]
