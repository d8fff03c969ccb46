"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { type Choice, SelectField } from "#components/form/select-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { setIdentityProviderAction } from "../actions.ts"

const setIdentityProviderInput = () =>
  import("#lib/users/input.ts").then((input) => input.setIdentityProviderInput)

type Props = { userId: string; name: string; chosen: string; choices: Choice[]; open: boolean }

/** Where the person signs in from now on. */
export function ProviderDialog({ userId, name, chosen, choices, open }: Props) {
  const page = `/users/${userId}`
  return (
    <Dialog id="identity-provider" title={`Identity provider of ${name}`} open={open} closeHref={page}>
      <Form
        schema={setIdentityProviderInput}
        action={setIdentityProviderAction}
        permalink={`${page}?confirm=identity-provider`}
        initial={{ identityProvider: chosen }}
      >
        <DialogBody>
          <p className="mb-4 text-muted">
            What a provider owns of its people is read-only here from then on. Identities that are linked stay
            linked.
          </p>
          <FormMessage />
          <input type="hidden" name="userId" value={userId} />
          <SelectField
            name="identityProvider"
            label="Identity provider"
            choices={[{ value: "", label: "None: signs in with a password" }, ...choices]}
          />
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton>Save</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
