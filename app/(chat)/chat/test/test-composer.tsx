"use client"

import { Composer } from "../../composer.tsx"
import { sendTestMessageAction } from "./actions.ts"

type Props = { bot: string; fields: { botId: string; conversationId: string; messageId: string } }

/** Where one writes to the draft. */
export function TestComposer({ bot, fields }: Props) {
  return (
    <Composer
      action={sendTestMessageAction}
      schema={async () => (await import("#lib/chat/input.ts")).sendTestMessageInput}
      label={`Write to the draft of ${bot}`}
      fields={fields}
    />
  )
}
