"use client"

import { RotateCcw } from "lucide-react"
import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { Badge } from "#components/ui/badge.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import type { TestBot } from "#lib/chat/test-bots.ts"
import type { TestThread } from "#lib/chat/test-thread.ts"
import { startTestAction } from "./actions.ts"
import { BotChoice } from "./bot-choice.tsx"

type Props = { bots: TestBot[]; bot: TestThread["bot"]; begun: boolean; conversationId: string }

/** Which draft is tried, how far it is from what is published, and the way to a fresh test. */
export function TestHead({ bots, bot, begun, conversationId }: Props) {
  return (
    <header className="chat-head flex-wrap">
      <BotChoice bots={bots} chosen={bot.id} />
      <Badge tone="warning">Draft</Badge>
      <span className="text-label text-muted max-lg:hidden">{sinceVersion(bot)}</span>
      <div className="ml-auto flex flex-wrap gap-2">
        {begun && (
          <Form action={startTestAction} initial={{ botId: bot.id, conversationId }}>
            <FormMessage />
            <HiddenField name="botId" />
            <HiddenField name="conversationId" />
            <RowButton size="sm">
              <RotateCcw size={16} aria-hidden="true" /> Start again
            </RowButton>
          </Form>
        )}
        {bot.mayBuild && (
          <ButtonLink href={`/bots/${bot.id}`} size="sm">
            Open builder
          </ButtonLink>
        )}
      </div>
    </header>
  )
}

function sinceVersion({ publishedVersion, changes }: TestThread["bot"]): string {
  if (publishedVersion === null) return "Never published"
  if (!changes) return `Same as version ${publishedVersion}`
  return `${changes} ${changes === 1 ? "change" : "changes"} since version ${publishedVersion}`
}
