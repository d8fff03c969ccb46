"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { takeConversationAction } from "./actions.ts"

/** Takes one conversation; of two who press at once, one is told who was faster. */
export function TakeForm({ conversationId, children }: { conversationId: string; children: string }) {
  return (
    <Form action={takeConversationAction} initial={{ conversationId }}>
      <FormMessage />
      <HiddenField name="conversationId" />
      <SubmitButton>{children}</SubmitButton>
    </Form>
  )
}
