"use client"

import { CheckboxGroup } from "#components/form/checkbox-group.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { FormSection } from "#components/form/form-section.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { Notice } from "#components/ui/notice.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { setRulesAction } from "../../actions.ts"
import { BeforeYouSave } from "./before-you-save.tsx"
import type { Choices } from "./choices.ts"
import { MappingRows } from "./mapping-rows.tsx"

const setRulesInput = () => import("#lib/identity-providers/input.ts").then((input) => input.setRulesInput)

type Props = {
  page: string
  initial: Record<string, string | string[]>
  choices: Choices
  /** The claim that names the groups. */
  claim: string
  linked: number
  createsAccounts: boolean
  asked: ProofAsked
  slug: string
}

/** What the provider gives, with who gains and who loses by it at the right. */
export function RulesForm({ page, initial, choices, claim, linked, createsAccounts, asked, slug }: Props) {
  return (
    <Form
      schema={setRulesInput}
      action={setRulesAction}
      permalink={page}
      initial={initial}
      className="grid items-start gap-6 min-[90rem]:grid-cols-[minmax(0,1fr)_304px]"
    >
      <div className="panel overflow-hidden px-5">
        <FormSection
          title="Group mapping"
          hint="What the provider calls a group gives a role or a group here."
        >
          <FormMessage />
          <HiddenField name="providerId" />
          <HiddenField name="seen" />
          <HiddenField name="sure" />
          <MappingRows gives={choices.gives} claim={claim} />
        </FormSection>
        <FormSection title="New accounts" hint="Given once, to whoever gets an account at the first sign-in.">
          <div className="grid gap-5">
            {!createsAccounts && (
              <Notice>No account is made at the first sign-in now. That is chosen under Set-up.</Notice>
            )}
            <CheckboxGroup
              name="newRoles"
              legend="Roles of new accounts"
              columns="few"
              boxes={choices.newRoles}
            />
            {choices.newGroups.length > 0 && (
              <CheckboxGroup
                name="newGroups"
                legend="Groups of new accounts"
                columns="few"
                boxes={choices.newGroups}
              />
            )}
          </div>
        </FormSection>
      </div>
      <BeforeYouSave page={page} linked={linked} asked={asked} slug={slug} />
    </Form>
  )
}
