"use server"

import { refresh } from "next/cache"
import { action } from "#lib/action.ts"
import { answerAsAgent } from "#lib/desk/answering.ts"
import { assignConversation, requeueConversation } from "#lib/desk/assigning.ts"
import { closeConversation } from "#lib/desk/closing.ts"
import { handBack } from "#lib/desk/handing-back.ts"
import { answerInput, assignInput, deskConversationInput } from "#lib/desk/input.ts"
import { takeConversation } from "#lib/desk/taking.ts"

export const takeConversationAction = action(deskConversationInput, takeConversation, {
  done: (_, { conversationId }) => `/desk/${conversationId}`,
})

export const answerAction = action(answerInput, answerAsAgent, {
  done: (_, { conversationId, stays }) => {
    if (!stays) return `/desk/${conversationId}`
    refresh()
    return { answer: {} }
  },
})

export const handBackAction = action(deskConversationInput, handBack, {
  done: () => "/desk?ok=conversation-handed-back",
})

export const closeConversationAction = action(deskConversationInput, closeConversation, {
  done: () => "/desk?ok=conversation-closed",
})

export const assignConversationAction = action(assignInput, assignConversation, {
  done: (_, { conversationId }) => `/desk/${conversationId}?ok=conversation-assigned`,
})

export const requeueConversationAction = action(deskConversationInput, requeueConversation, {
  done: (_, { conversationId }) => `/desk/${conversationId}?ok=conversation-requeued`,
})
