"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import type { Choice } from "#components/form/select-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { createBotAction } from "../actions.ts"
import { SettingFields } from "../setting-fields.tsx"

const createBotInput = () => import("#lib/bots/input.ts").then((input) => input.createBotInput)

const beginning = {
  engine: "entries",
  language: "english",
  greeting: "Hello. What can I help you with?",
  fallback: "I have no answer to that. Try other words, or ask for a person.",
}

/** `id` is drawn by the server for this form: sent twice, it makes one bot. */
export function NewBotForm({ id, languages }: { id: string; languages: Choice[] }) {
  return (
    <Form
      schema={createBotInput}
      action={createBotAction}
      permalink="/bots/new"
      initial={{ id, ...beginning }}
    >
      <div className="panel max-w-[960px] overflow-hidden">
        <div className="px-5 has-[[role=alert]:not(:empty)]:pt-5">
          <FormMessage />
          <HiddenField name="id" />
        </div>
        <div className="px-5">
          <SettingFields languages={languages} autoFocus />
        </div>
        <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
          <ButtonLink kind="ghost" href="/bots">
            Cancel
          </ButtonLink>
          <SubmitButton>Make bot</SubmitButton>
        </div>
      </div>
    </Form>
  )
}
