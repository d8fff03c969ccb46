"use server"

import { refresh } from "next/cache"
import { action } from "#lib/action.ts"
import { waitForAnswer } from "#lib/chat/answer-wait.ts"
import { askForPerson, goOnWithBot } from "#lib/chat/asking.ts"
import { conversationInput, sendMessageInput, startConversationInput } from "#lib/chat/input.ts"
import { sendMessage } from "#lib/chat/sending.ts"
import { startConversation } from "#lib/chat/starting.ts"

export const startConversationAction = action(startConversationInput, startConversation, {
  done: (id) => `/chat/${id}`,
})

export const sendMessageAction = action(
  sendMessageInput,
  async (actor, input) => {
    const sent = await sendMessage(actor, input)
    if (!input.stays && sent.awaits) await waitForAnswer(actor, sent.conversationId, sent.n)
  },
  { done: (_, input) => backTo(input) },
)

export const askForPersonAction = action(conversationInput, askForPerson, {
  done: (_, input) => backTo(input),
})

export const goOnWithBotAction = action(conversationInput, goOnWithBot, { done: (_, input) => backTo(input) })

/** The conversation again; where a script stays on its page, that is rendered anew under what is being typed. */
function backTo({ conversationId, stays }: { conversationId: string; stays?: "1" | undefined }) {
  if (!stays) return `/chat/${conversationId}`
  refresh()
  return { answer: {} }
}
