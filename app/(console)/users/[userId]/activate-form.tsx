"use client"

import { CircleCheck } from "lucide-react"
import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { activateUserAction } from "../actions.ts"

/** Lets a suspended person in again. Nothing is lost by it, so nothing is asked. */
export function ActivateForm({ userId }: { userId: string }) {
  return (
    <Form action={activateUserAction} className="max-w-sm max-sm:w-full">
      <FormMessage />
      <input type="hidden" name="userId" value={userId} />
      <div className="flex justify-end max-sm:[&>button]:flex-1">
        <SubmitButton>
          <CircleCheck size={16} aria-hidden="true" /> Activate
        </SubmitButton>
      </div>
    </Form>
  )
}
