"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { PasswordField } from "#components/form/password-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { proveAction } from "./actions.ts"

const proveInput = () => import("#lib/auth/input.ts").then((input) => input.proveInput)

/** Shows who acts before a provider is linked, if it is a while since they did: by their password, or where they signed in. */
export function ProveForm({ asked: { needed, again } }: { asked: ProofAsked }) {
  return (
    <div className="border-t border-base-300 bg-base-200/50 p-4">
      <p className="mb-3 text-label text-muted">
        Whoever signs in by a linked provider is let in as you. It is a while since you showed who you are, so
        do that before you link one.
      </p>
      {needed === "password" ? (
        <Form schema={proveInput} action={proveAction} permalink="/account">
          <FormMessage />
          <div className="flex flex-wrap items-start gap-3">
            <div className="min-w-0 grow basis-56">
              <PasswordField name="currentPassword" label="Your password" autoComplete="current-password" />
            </div>
            <SubmitButton className="mt-6">Continue</SubmitButton>
          </div>
        </Form>
      ) : (
        again && (
          // Not followed by script: the route leads to another origin.
          <a href={again.href} className={buttonClass({ kind: "quiet" })}>
            Sign in again with {again.name}
          </a>
        )
      )}
    </div>
  )
}
