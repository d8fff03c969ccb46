/** What a bot says, as `bot_content()` puts it together: the draft, or a version that was published. Safe for the browser. */

export const engines = ["entries", "webhook"] as const
export type Engine = (typeof engines)[number]

/** Where a bot's answers come from, in words. */
export const engineLabels: Record<Engine, string> = { entries: "Its own answers", webhook: "A webhook" }

/** PostgreSQL's text search configurations that a bot can be in, and what each is called. */
export const languages = {
  simple: "Any other",
  danish: "Danish",
  dutch: "Dutch",
  english: "English",
  finnish: "Finnish",
  french: "French",
  german: "German",
  hungarian: "Hungarian",
  italian: "Italian",
  norwegian: "Norwegian",
  portuguese: "Portuguese",
  romanian: "Romanian",
  russian: "Russian",
  spanish: "Spanish",
  swedish: "Swedish",
  turkish: "Turkish",
} as const
export type Language = keyof typeof languages

export type Entry = {
  id: string
  title: string
  /** Ways in which people ask. */
  phrases: string[]
  /** Markdown. */
  answer: string
  /** With the answer, the conversation goes to a person. */
  handsOver: boolean
}

export type BotContent = {
  engine: Engine
  language: Language
  greeting: string
  /** Said when nothing matches, or the engine can't be reached. */
  fallback: string
  webhookUrl: string | null
  entries: Entry[]
}
