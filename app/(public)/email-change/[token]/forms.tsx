"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { confirmEmailChangeAction, stopEmailChangeAction } from "./actions.ts"

export function ConfirmForm({ token }: { token: string }) {
  return (
    <Form action={confirmEmailChangeAction}>
      <FormMessage />
      <input type="hidden" name="token" value={token} />
      <p className="mb-4 text-muted">
        From then on you sign in with the new address. The old one is told, and can take it back for a week.
      </p>
      <SubmitButton className="w-full">Confirm address</SubmitButton>
    </Form>
  )
}

/** `done`: the new address was confirmed already, and is taken back. */
export function StopForm({ token, done }: { token: string; done: boolean }) {
  return (
    <Form action={stopEmailChangeAction}>
      <FormMessage />
      <input type="hidden" name="token" value={token} />
      <p className="mb-4 text-muted">
        {done ? "The old address comes back" : "The old address stays"}, every session ends, with the access
        tokens made since, and you choose a new password: whoever asked for the change may know the old one.
      </p>
      <SubmitButton kind="destroy" className="w-full">
        {done ? "Take the address back" : "Stop the change"}
      </SubmitButton>
    </Form>
  )
}
