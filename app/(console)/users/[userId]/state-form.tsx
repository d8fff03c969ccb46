"use client"

import { CircleCheck, LockOpen } from "lucide-react"
import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { activateUserAction, unlockUserAction } from "../actions.ts"

const steps = {
  activate: { label: "Activate", icon: CircleCheck, action: activateUserAction },
  unlock: { label: "Unlock", icon: LockOpen, action: unlockUserAction },
}

type Props = { userId: string; step: keyof typeof steps; focused: boolean }

/** Lets a suspended or locked person in again. Nothing is lost by it, so nothing is asked. */
export function StateForm({ userId, step, focused }: Props) {
  const { label, icon: Icon, action } = steps[step]
  return (
    <Form action={action} permalink={`/users/${userId}?confirm=${step}`} className="max-w-sm max-sm:flex-1">
      <FormMessage />
      <input type="hidden" name="userId" value={userId} />
      <SubmitButton className="max-sm:w-full" autoFocus={focused}>
        <Icon size={16} aria-hidden="true" /> {label}
      </SubmitButton>
    </Form>
  )
}
