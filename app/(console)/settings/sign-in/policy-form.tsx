"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { FormSection } from "#components/form/form-section.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { RadioCards } from "#components/form/radio-cards.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextAreaField } from "#components/form/text-area-field.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofSection } from "../proof-section.tsx"
import { setSignInPolicyAction } from "./actions.ts"
import { Explained } from "./explained.tsx"
import { SettingField } from "./setting-field.tsx"
import { ShortPasswords } from "./short-passwords.tsx"
import type { Part } from "./words.ts"

const signInPolicyInput = () => import("#lib/workspaces/input.ts").then((input) => input.signInPolicyInput)

const breachedCards = [
  {
    value: "unchecked",
    label: "Common ones are refused",
    hint: "The default. What a guesser would find, by word lists within Roster. NIST SP 800-63B-4 §3.1.1.2 asks for it; it can't be turned off.",
  },
  {
    value: "checked",
    label: "Those known from breaches as well",
    hint: "Looked up at Have I Been Pwned, which learns five characters of a hash and not the password. If it doesn't answer in time, the password is taken. ASVS 5.0 6.2.12 asks for it. Counts from the next new password; nobody is signed out.",
  },
]

const addressCards = [
  {
    value: "allowed",
    label: "People may change it",
    hint: "The default. The new address has to confirm, and the old one is told and can stop it.",
  },
  {
    value: "locked",
    label: "Addresses stay as they are",
    hint: "Only a slip in the address of somebody who has never joined can be corrected. A change that is waiting can't be confirmed any more.",
  },
]

type Props = {
  policy: Record<string, string>
  parts: Part[]
  /** Characters of a password, unless the workspace says otherwise. */
  usual: number
  asked: ProofAsked
  slug: string
}

export function PolicyForm({ policy, parts, usual, asked, slug }: Props) {
  return (
    <Form
      schema={signInPolicyInput}
      action={setSignInPolicyAction}
      permalink="/settings/sign-in"
      initial={policy}
    >
      <HiddenField name="seen" />
      <div className="has-[[role=alert]:not(:empty)]:px-5 has-[[role=alert]:not(:empty)]:pt-5">
        <FormMessage />
      </div>
      <div className="px-5">
        {parts.map(({ title, hint, settings }) => (
          <FormSection key={title} title={title} hint={hint}>
            <div className="grid gap-5">
              {settings.map((setting) => (
                <div key={setting.name}>
                  <SettingField {...setting} />
                  {setting.name === "passwordLeast" && (
                    <>
                      <ShortPasswords usual={usual} />
                      <div className="mt-5">
                        <RadioCards
                          name="breaches"
                          legend="Easy and breached passwords"
                          cards={breachedCards}
                        />
                      </div>
                    </>
                  )}
                </div>
              ))}
            </div>
          </FormSection>
        ))}
        <FormSection title="New people" hint="Whose addresses are taken.">
          <TextAreaField
            name="allowedDomains"
            label="E-mail domains"
            optional
            rows={3}
            hint="Default: any domain, if left empty. One a line, exactly as after the @."
          />
          <Explained of="E-mail domains">
            <p>No standard asks for it.</p>
            <p>
              <strong className="font-medium text-base-content">When tightened:</strong> Holds at once for
              people who are added, invited or put in somebody’s place, and for new addresses. Nobody who is
              here already is affected. Whom an identity provider brings in is decided there.
            </p>
          </Explained>
        </FormSection>
        <FormSection title="E-mail address" hint="With it, people sign in." names="emailChange">
          <RadioCards name="emailChange" cards={addressCards} />
        </FormSection>
        <ProofSection asked={asked} slug={slug} hint="Whoever sets this decides who gets in." />
      </div>
      <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
        <SubmitButton>Save</SubmitButton>
      </div>
    </Form>
  )
}
