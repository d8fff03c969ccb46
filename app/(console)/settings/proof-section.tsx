"use client"

import { FormSection } from "#components/form/form-section.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFields } from "./proof-fields.tsx"

/** Asking who acts, as a part of a long form; one that was shown in time may come to be asked when it is saved. */
export function ProofSection({
  hint = "Whoever controls a provider can become anyone.",
  ...props
}: {
  asked: ProofAsked
  slug: string
  /** Why it is asked. */
  hint?: string
}) {
  if (props.asked.needed === "recent")
    return (
      <div className="not-empty:border-b not-empty:border-base-300 not-empty:py-5">
        <ProofFields {...props} />
      </div>
    )
  return (
    <FormSection title="It is you" hint={hint}>
      <ProofFields {...props} />
    </FormSection>
  )
}
