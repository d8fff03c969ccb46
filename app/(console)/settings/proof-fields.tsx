"use client"

import { ExternalLink } from "lucide-react"
import { useState } from "react"
import { useField, useFormState } from "#components/form/form-context.ts"
import { PasswordField } from "#components/form/password-field.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { refusals } from "#lib/errors.ts"

/**
 * In a form that asks to have shown lately who acts (`proofFields`, `requireRecentProof`): their password, or the way to sign in again in
 * another tab; nothing while neither is needed. `slug`: of the workspace, for whoever has no provider to go to.
 */
export function ProofFields({ asked, slug }: { asked: ProofAsked; slug: string }) {
  const { message } = useFormState()
  const { error } = useField("currentPassword")
  // What has been asked for once stays, also while the field is being filled.
  const [needed, setNeeded] = useState(asked.needed)
  if (needed !== "password" && error) setNeeded("password")
  if (needed !== "provider" && message === refusals["prove-by-provider"]) setNeeded("provider")
  if (needed === "recent") return null
  if (needed === "password")
    return (
      <PasswordField
        name="currentPassword"
        label="Your password"
        autoComplete="current-password"
        hint="It is a while since you showed who you are."
      />
    )
  const { name, href } = asked.again ?? { name: null, href: `/sign-in/${slug}` }
  return (
    <p className="text-label">
      {/* Not followed by script: the route leads to another origin. */}
      <a href={href} target="_blank" rel="noopener" className="inline-flex items-center gap-1 text-link">
        {name ? `Sign in again with ${name}` : "Sign in again"}
        <ExternalLink size={14} aria-hidden="true" />
        <span className="sr-only">(opens in a new tab)</span>
      </a>
      <span className="block text-xs text-muted">
        It is a while since you showed who you are. Do that first, then save here.
      </span>
    </p>
  )
}

/** The same where only some of what the form can say asks for it; a refusal of the server does anyhow. */
export function ProofFieldsIf({ wanted, asked, slug }: { wanted: boolean; asked: ProofAsked; slug: string }) {
  const needed = wanted ? asked.needed : "recent"
  return <ProofFields key={needed} asked={{ ...asked, needed }} slug={slug} />
}
