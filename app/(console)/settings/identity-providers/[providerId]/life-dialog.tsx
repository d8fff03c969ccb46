"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { Notice } from "#components/ui/notice.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { refusals } from "#lib/errors.ts"
import { ProofFields } from "../../proof-fields.tsx"
import { disableProviderAction, enableProviderAction } from "../actions.ts"

const changeProviderInput = () =>
  import("#lib/identity-providers/input.ts").then((input) => input.changeProviderInput)

const words = {
  enable: {
    verb: "Enable",
    action: enableProviderAction,
    says: "It appears on the sign-in page, and people sign in with it as is set here. Passwords go on working until single sign-on is enforced.",
  },
  disable: {
    verb: "Disable",
    action: disableProviderAction,
    says: "It leaves the sign-in page, and nobody signs in with it any more. Open sessions go on; links, roles and groups stay for when it is enabled again.",
  },
} as const

type Props = {
  step: keyof typeof words
  open: boolean
  page: string
  providerId: string
  name: string
  refusal: boolean
  asked: ProofAsked
  slug: string
}

/** Asks once more before people may come in by the provider, or no longer. */
export function LifeDialog({ step, open, page, providerId, name, refusal, asked, slug }: Props) {
  const { verb, action, says } = words[step]
  return (
    <Dialog id={step} title={`${verb} ${name}?`} open={open} closeHref={page}>
      <Form schema={changeProviderInput} action={action} permalink={`${page}?confirm=${step}`}>
        <DialogBody>
          <p className="mb-4 text-muted">{says}</p>
          <FormMessage />
          {refusal && <Notice kind="warning">{refusals["provider-enforced"]}</Notice>}
          <input type="hidden" name="providerId" value={providerId} />
          <ProofFields asked={asked} slug={slug} />
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton kind={step === "enable" ? "primary" : "destroy"}>
            {verb} {name}
          </SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
