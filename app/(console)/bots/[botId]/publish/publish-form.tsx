"use client"

import { Rocket } from "lucide-react"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { publishBotAction } from "../../actions.ts"

type Props = {
  botId: string
  version: number
  /** The mark of what the page shows: nothing else is published by it. */
  draft: string
  counts: string[]
}

/** What publishing means, in figures, and the button that does it. */
export function PublishForm({ botId, version, draft, counts }: Props) {
  const page = `/bots/${botId}`
  return (
    <Form action={publishBotAction} permalink={`${page}/publish`} className="lg:sticky lg:top-20">
      <Panel title={`Version ${version}`}>
        <div className="p-4 text-label">
          <FormMessage />
          <ul className="grid gap-1 tabular-nums">
            {counts.map((count) => (
              <li key={count}>{count}</li>
            ))}
          </ul>
          <p className="mt-3 text-muted">
            From their next message on, everybody who talks to the bot talks to this version.
          </p>
        </div>
        <input type="hidden" name="botId" value={botId} />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="draft" value={draft} />
        <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-3 py-3">
          <ButtonLink kind="ghost" href={page}>
            Cancel
          </ButtonLink>
          <SubmitButton>
            <Rocket size={16} aria-hidden="true" /> Publish version {version}
          </SubmitButton>
        </div>
      </Panel>
    </Form>
  )
}
