/** What may be said about bots: the one set of schemas for forms, actions and queries. Safe for the browser. */
import { z } from "zod/mini"
import { lineField, seenField, textField, uuidField } from "#lib/input.ts"
import { listUsersInput } from "#lib/users/input.ts"
import { engines, type Language, languages } from "./content.ts"
import { answerField, phrasesField, webhookUrlField } from "./fields.ts"

const languageNames = Object.keys(languages) as [Language, ...Language[]]

const settings = {
  name: lineField("Enter a name.", 60),
  description: z._default(lineField(null, 200), ""),
  engine: z._default(z.enum(engines, { error: "Choose where the answers come from." }), "entries"),
  webhookUrl: z._default(webhookUrlField, ""),
  language: z._default(z.enum(languageNames, { error: "Choose a language." }), "english"),
  greeting: z._default(textField(500), ""),
  fallback: textField(500).check(z.minLength(1, "Enter what the bot says when it has no answer.")),
}

export const createBotInput = z.object({
  // Drawn when the form is shown: a form that is posted twice makes one bot.
  id: z.optional(uuidField),
  ...settings,
})
export type CreateBotInput = z.infer<typeof createBotInput>

/** `host`: the one that they have been told is another, and where the signing secret is to be used all the same. */
export const editBotInput = z.object({
  botId: uuidField,
  seen: seenField,
  host: z._default(z.string().check(z.regex(/^[\w.:[\]-]{0,260}$/, "Reload the page.")), ""),
  ...settings,
})
export type EditBotInput = z.infer<typeof editBotInput>

const entry = {
  title: lineField("Enter a title.", 100),
  phrases: phrasesField,
  answer: answerField,
  handsOver: z.pipe(
    z._default(z.array(z.string().check(z.maxLength(20, "Reload the page."))), []),
    z.transform((ticked: string[]) => ticked.length > 0),
  ),
}

export const addEntryInput = z.object({
  botId: uuidField,
  // As for a bot: posted twice it makes one entry.
  id: z.optional(uuidField),
  ...entry,
})
export type AddEntryInput = z.infer<typeof addEntryInput>

export const editEntryInput = z.object({ botId: uuidField, entryId: uuidField, seen: seenField, ...entry })
export type EditEntryInput = z.infer<typeof editEntryInput>

export const removeEntryInput = z.object({ botId: uuidField, entryId: uuidField })
export type RemoveEntryInput = z.infer<typeof removeEntryInput>

/** `version`: the one that it becomes; `draft`: the mark of what was shown, so that nothing else is published. */
export const publishBotInput = z.object({
  botId: uuidField,
  version: z.pipe(
    z.string().check(z.regex(/^[1-9]\d{0,8}$/, "Reload the page.")),
    z.transform((text: string) => Number(text)),
  ),
  draft: z.string().check(z.regex(/^[0-9a-f]{64}$/, "Reload the page.")),
})
export type PublishBotInput = z.infer<typeof publishBotInput>

/** What names one bot and nothing else. */
export const botInput = z.object({ botId: uuidField })
export type BotInput = z.infer<typeof botInput>

/** The query of `/bots`. Junk falls back to the default: an old bookmark still opens the page. */
export const listBotsInput = z.object({
  search: listUsersInput.shape.search,
  view: listUsersInput.shape.view,
  after: listUsersInput.shape.after,
  before: listUsersInput.shape.before,
})
export type ListBotsQuery = z.infer<typeof listBotsInput>

/** The query of a bot's answers. */
export const listEntriesInput = z.object({ search: listUsersInput.shape.search })
