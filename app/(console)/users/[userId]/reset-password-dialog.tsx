"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { RadioCards } from "#components/form/radio-cards.tsx"
import { ShowOnce } from "#components/form/show-once.tsx"
import { useFormValues } from "#components/form/use-form-values.ts"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { ProofFieldsIf } from "../../settings/proof-fields.tsx"
import { resetPasswordAction } from "../actions.ts"
import { type ShownPassword, TemporaryPasswordDialog } from "../temporary-password-dialog.tsx"

const resetPasswordOfInput = () => import("#lib/users/input.ts").then((input) => input.resetPasswordOfInput)

type Props = {
  userId: string
  name: string
  firstName: string
  email: string
  /** Is it the reader's own password? */
  own: boolean
  /** What is asked before a shown password takes the place of this one; null: nothing. */
  proof: { asked: ProofAsked; slug: string } | null
  open: boolean
}

/** By a mailed link, or a temporary password shown once, which then stands in place of the question. */
export function ResetPasswordDialog({ userId, name, firstName, email, own, proof, open }: Props) {
  const page = `/users/${userId}`
  const ways = [
    {
      value: "link",
      label: "Mail them a link",
      hint: `To ${email}, valid 30 minutes. The password and the sessions stay until it is used.`,
    },
    {
      value: "shown",
      label: "New temporary password, shown once",
      hint: `You pass it on yourself. ${own ? "You are" : `${firstName} is`} signed out everywhere at once.`,
    },
  ]
  return (
    <Form
      schema={resetPasswordOfInput}
      action={resetPasswordAction}
      permalink={`${page}?confirm=reset`}
      className="contents"
    >
      <ShowOnce answer={(shown) => <TemporaryPasswordDialog shown={shown as ShownPassword} />}>
        <Dialog id="reset" title={`Reset the password of ${name}?`} open={open} closeHref={page}>
          <DialogBody>
            <p className="mb-4 text-muted">How {own ? "you get" : `${firstName} gets`} to a new password:</p>
            <FormMessage />
            <input type="hidden" name="userId" value={userId} />
            <div className="grid gap-4">
              <RadioCards name="way" legend="The new password" cards={ways} />
              {proof && <ShownProof {...proof} />}
            </div>
          </DialogBody>
          <DialogFooter closeHref={page}>
            <SubmitButton>Reset password</SubmitButton>
          </DialogFooter>
        </Dialog>
      </ShowOnce>
    </Form>
  )
}

/** A mailed link goes to the person, whoever asks for it. */
function ShownProof(proof: { asked: ProofAsked; slug: string }) {
  return <ProofFieldsIf wanted={useFormValues().one("way") === "shown"} {...proof} />
}
