"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { PasswordField } from "#components/form/password-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import type { TimeText } from "#components/ui/format-time.ts"
import { Notice } from "#components/ui/notice.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFields } from "../settings/proof-fields.tsx"
import { changeOwnEmailAction } from "./actions.ts"

const changeOwnEmailInput = () => import("#lib/users/input.ts").then((input) => input.changeOwnEmailInput)

type Props = {
  email: string
  pending: { email: string; until: TimeText } | null
  /** The workspace keeps addresses as they are. */
  locked: boolean
  /** Why it is a directory's to change; null: it may be changed here. */
  fixed: string | null
  /** By what they show that it is they who ask, if not by their password each time. */
  proof: { asked: ProofAsked; slug: string } | null
}

/** The address that one signs in with, and the way to another: the new one confirms, the old one is told (P). */
export function EmailPanel({ email, pending, locked, fixed, proof }: Props) {
  return (
    <Panel title="Email" hint={proof ? "Where mails to you go" : "You sign in with it"}>
      <div className="grid gap-4 p-4">
        <p className="break-words">{email}</p>
        {pending && (
          <Notice>
            <strong className="font-medium break-words">{pending.email}</strong> has not confirmed yet. The
            link in its mail works until <Time at={pending.until} />; asking for another address replaces it.
          </Notice>
        )}
        {fixed ? (
          <p className="text-label text-muted">{fixed}: a new address comes from there.</p>
        ) : locked ? (
          <p className="text-label text-muted">
            This workspace keeps addresses as they are, so yours can't be changed here. An admin decides that.
          </p>
        ) : (
          <ChangeForm proof={proof} />
        )}
      </div>
    </Panel>
  )
}

function ChangeForm({ proof }: Pick<Props, "proof">) {
  return (
    <Form schema={changeOwnEmailInput} action={changeOwnEmailAction} permalink="/account">
      <FormMessage />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="email" label="New email" type="email" autoComplete="email" spellCheck={false} />
        {proof ? (
          <div className="self-end">
            <ProofFields {...proof} />
          </div>
        ) : (
          <PasswordField
            name="currentPassword"
            label="Current password"
            autoComplete="current-password"
            hint="So that nobody else at your screen can do it."
          />
        )}
      </div>
      <div className="mt-4 flex justify-end">
        <SubmitButton>Change email</SubmitButton>
      </div>
    </Form>
  )
}
