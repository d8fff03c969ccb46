"use client"

import type { Values } from "#components/form/form-context.ts"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import type { Choice } from "#components/form/select-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { editBotAction } from "../../actions.ts"
import { SettingFields } from "../../setting-fields.tsx"

const editBotInput = () => import("#lib/bots/input.ts").then((input) => input.editBotInput)

type Props = { botId: string; languages: Choice[]; initial: Values }

export function SettingsForm({ botId, languages, initial }: Props) {
  const page = `/bots/${botId}`
  return (
    <Form
      schema={editBotInput}
      action={editBotAction}
      permalink={`${page}/settings`}
      initial={{ host: "", ...initial }}
      className="panel max-w-[960px] overflow-hidden"
    >
      <div className="px-5 has-[[role=alert]:not(:empty)]:pt-5">
        <FormMessage />
        <input type="hidden" name="botId" value={botId} />
        <HiddenField name="seen" />
        <HiddenField name="host" />
      </div>
      <div className="px-5">
        <SettingFields languages={languages} />
      </div>
      <div className="flex flex-wrap items-center justify-end gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
        <p className="mr-auto text-label text-muted">
          Name and description count at once, the rest once it is published.
        </p>
        <ButtonLink kind="ghost" href={page}>
          Cancel
        </ButtonLink>
        <SubmitButton>Save</SubmitButton>
      </div>
    </Form>
  )
}
