"use server"

import { action } from "#lib/action.ts"
import { archiveBot, restoreBot } from "#lib/bots/archiving.ts"
import { createBot } from "#lib/bots/creation.ts"
import { editBot } from "#lib/bots/editing.ts"
import { addEntry, editEntry, removeEntry } from "#lib/bots/entries.ts"
import {
  addEntryInput,
  botInput,
  createBotInput,
  editBotInput,
  editEntryInput,
  publishBotInput,
  removeEntryInput,
} from "#lib/bots/input.ts"
import { publishBot } from "#lib/bots/publication.ts"
import { makeWebhookSecret } from "#lib/bots/webhook-secret.ts"

export const createBotAction = action(createBotInput, createBot, {
  done: ({ id }, { engine }) => `/bots/${id}${engine === "webhook" ? "/settings" : ""}?ok=bot-created`,
})

export const editBotAction = action(editBotInput, editBot, {
  done: (_, { botId }) => `/bots/${botId}/settings?ok=bot-saved`,
})

export const makeWebhookSecretAction = action(botInput, makeWebhookSecret, {
  done: ({ secret }) => ({ answer: { secret } }),
})

export const addEntryAction = action(addEntryInput, addEntry, {
  done: (_, { botId }) => `/bots/${botId}?ok=entry-added`,
})

export const editEntryAction = action(editEntryInput, editEntry, {
  done: (_, { botId }) => `/bots/${botId}?ok=entry-saved`,
})

export const removeEntryAction = action(removeEntryInput, removeEntry, {
  done: (_, { botId }) => `/bots/${botId}?ok=entry-removed`,
})

export const publishBotAction = action(publishBotInput, publishBot, {
  done: (_, { botId }) => `/bots/${botId}?ok=bot-published`,
})

export const archiveBotAction = action(botInput, archiveBot, { done: () => "/bots?ok=bot-archived" })

export const restoreBotAction = action(botInput, restoreBot, {
  done: (_, { botId }) => `/bots/${botId}?ok=bot-restored`,
})
