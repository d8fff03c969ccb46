/** What a bot's draft says otherwise than its published version, field by field. Pure. */
import { type BotContent, engineLabels, type Entry, languages } from "./content.ts"
import { entryFields, settingFields } from "./field-labels.ts"

/** One field: what it is now and what it becomes; nothing where there was nothing. */
export type FieldChange = { label: string; before: string[]; after: string[] }

export type ContentChanges = {
  settings: FieldChange[]
  added: Entry[]
  removed: Entry[]
  /** `fields`: only those that changed. */
  changed: { entry: Entry; fields: FieldChange[] }[]
  /** Settings and entries, each once. */
  count: number
}

const nothing: BotContent = {
  engine: "entries",
  language: "english",
  greeting: "",
  fallback: "",
  webhookUrl: null,
  entries: [],
}

/** `published` null: nothing was, so that everything is new. */
export function compareContents(published: BotContent | null, draft: BotContent): ContentChanges {
  const before = published ?? nothing
  const known = new Map(before.entries.map((entry) => [entry.id, entry]))
  const kept = new Set(draft.entries.map(({ id }) => id))
  const settings = changedFields(
    settingLines(before).map((line) => (published ? line : { ...line, values: [] })),
    settingLines(draft),
  )
  const added = draft.entries.filter(({ id }) => !known.has(id))
  const removed = before.entries.filter(({ id }) => !kept.has(id))
  const changed = draft.entries.flatMap((entry) => {
    const former = known.get(entry.id)
    const fields = former ? changedFields(entryLines(former), entryLines(entry)) : []
    return fields.length > 0 ? [{ entry, fields }] : []
  })
  return {
    settings,
    added,
    removed,
    changed,
    count: settings.length + added.length + removed.length + changed.length,
  }
}

type Line = { label: string; values: string[] }

const one = (text: string | null) => (text ? [text] : [])

function settingLines({ engine, language, greeting, fallback, webhookUrl }: BotContent): Line[] {
  return [
    { label: settingFields["engine"]!, values: [engineLabels[engine]] },
    { label: settingFields["webhook_url"]!, values: one(webhookUrl) },
    { label: settingFields["language"]!, values: [languages[language]] },
    { label: settingFields["greeting"]!, values: one(greeting) },
    { label: settingFields["fallback"]!, values: one(fallback) },
  ]
}

function entryLines({ title, phrases, answer, handsOver }: Entry): Line[] {
  return [
    { label: entryFields["title"]!, values: [title] },
    { label: entryFields["phrases"]!, values: phrases },
    { label: entryFields["answer"]!, values: one(answer) },
    { label: entryFields["hands_over"]!, values: [handsOver ? "To a person" : "No"] },
  ]
}

function changedFields(before: Line[], after: Line[]): FieldChange[] {
  return after.flatMap(({ label, values }, index) => {
    const was = before[index]!.values
    return JSON.stringify(was) === JSON.stringify(values) ? [] : [{ label, before: was, after: values }]
  })
}
