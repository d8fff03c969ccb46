"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { clockTime } from "#components/ui/format-time.ts"
import { Notice } from "#components/ui/notice.tsx"
import { Time } from "#components/ui/time.tsx"
import type { Standing } from "#lib/chat/own-thread.ts"
import { refusals } from "#lib/errors.ts"
import { Composer } from "../../composer.tsx"
import { StaysField } from "../../stays-field.tsx"
import { goOnWithBotAction, sendMessageAction } from "../actions.ts"

type Props = { standing: Standing; zone: string; messageId: string }

/** How the conversation stands, where that is to be known before one writes, and where one writes. */
export function ThreadFoot({ standing, zone, messageId }: Props) {
  const { id, bot, state, waitingSince, agent, over } = standing
  if (over) {
    return (
      <div className="composer">
        <Notice kind="warning">{refusals[over]} What was said stays here.</Notice>
      </div>
    )
  }
  return (
    <>
      {state === "waiting" && (
        <Form
          key="waiting"
          action={goOnWithBotAction}
          initial={{ conversationId: id }}
          className="composer pb-3!"
        >
          <FormMessage />
          <HiddenField name="conversationId" />
          <StaysField />
          <div className="chat-waits">
            <p className="min-w-0 flex-1">
              Waiting for somebody{" "}
              {waitingSince && (
                <>
                  since <Time at={clockTime(new Date(waitingSince), zone)} />
                </>
              )}
              . You can go on writing.
            </p>
            <RowButton size="sm">Go on with the bot</RowButton>
          </div>
        </Form>
      )}
      {state === "closed" && (
        <p className="composer pb-3! text-center text-label text-muted">
          This conversation is closed. Write to open it again.
        </p>
      )}
      <Composer
        key="composer"
        action={sendMessageAction}
        schema={async () => (await import("#lib/chat/input.ts")).sendMessageInput}
        label={`Write to ${state === "taken" && agent ? agent : bot.name}`}
        fields={{ conversationId: id, messageId }}
      />
    </>
  )
}
