"use server"

import { refresh } from "next/cache"
import { action } from "#lib/action.ts"
import { waitForAnswer } from "#lib/chat/answer-wait.ts"
import { sendTestMessageInput, startConversationInput } from "#lib/chat/input.ts"
import { sendTestMessage } from "#lib/chat/sending.ts"
import { startTest } from "#lib/chat/starting.ts"

export const sendTestMessageAction = action(
  sendTestMessageInput,
  async (actor, input) => {
    const sent = await sendTestMessage(actor, input)
    if (!input.stays && sent.awaits) await waitForAnswer(actor, sent.conversationId, sent.n)
  },
  {
    done: (_, { botId, stays }) => {
      if (!stays) return `/chat/test?bot=${botId}`
      refresh()
      return { answer: {} }
    },
  },
)

export const startTestAction = action(startConversationInput, startTest, {
  done: (_, { botId }) => `/chat/test?bot=${botId}`,
})
