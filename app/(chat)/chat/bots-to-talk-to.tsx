"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import type { BotToTalkTo } from "#lib/chat/bots-to-talk-to.ts"
import { BotMark } from "../bot-mark.tsx"
import { startConversationAction } from "./actions.ts"

/** Begins a conversation with one of them; the id is drawn with the page, so that doing it twice begins one. */
export function BotsToTalkTo({ bots, conversationId }: { bots: BotToTalkTo[]; conversationId: string }) {
  return (
    <Form action={startConversationAction} initial={{ conversationId }}>
      <FormMessage />
      <HiddenField name="conversationId" />
      <ul className="grid grid-cols-1 gap-0.5">
        {bots.map(({ id, name, description }) => (
          <li key={id}>
            <button type="submit" name="botId" value={id} className="chat-row cursor-pointer">
              <BotMark />
              <span className="min-w-0 flex-1">
                <span className="block truncate text-label font-medium">{name}</span>
                {description && <span className="block truncate text-xs text-muted">{description}</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Form>
  )
}
