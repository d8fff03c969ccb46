"use client"

import Link from "next/link"
import type { ReactNode } from "react"
import { FormMessage } from "#components/form/form-message.tsx"
import { FormSection } from "#components/form/form-section.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFields } from "../../proof-fields.tsx"
import { type Address, HandOver } from "../hand-over.tsx"

export type NewProviderProps = { draft: string; addresses: Address[]; asked: ProofAsked; slug: string }

/** What both kinds ask for, around what each asks for itself. */
export function NewProviderFields({
  addresses,
  asked,
  slug,
  children,
}: Omit<NewProviderProps, "draft"> & { children: ReactNode }) {
  return (
    <div className="panel max-w-[880px] overflow-hidden">
      <div className="px-5">
        <FormSection title="Name" hint="People see it on the sign-in page.">
          <FormMessage />
          <HiddenField name="draft" />
          <TextField name="name" label="Name" placeholder="Microsoft Entra" autoComplete="off" autoFocus />
        </FormSection>
        <FormSection title="To hand over" hint="Enter it at the provider, where Roster is registered.">
          <HandOver addresses={addresses} />
        </FormSection>
        {children}
        {asked.needed !== "recent" && (
          <FormSection title="It is you" hint="Whoever controls a provider can become anyone.">
            <ProofFields asked={asked} slug={slug} />
          </FormSection>
        )}
      </div>
      <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
        <Link href="/settings/identity-providers" prefetch={false} className={buttonClass({ kind: "ghost" })}>
          Cancel
        </Link>
        <SubmitButton>Add provider</SubmitButton>
      </div>
    </div>
  )
}
