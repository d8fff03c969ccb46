/** What changes did to what bots are and say, in words. Pure. */
import { type Engine, engineLabels, type Language, languages } from "#lib/bots/content.ts"
import { entryFields, settingFields } from "#lib/bots/field-labels.ts"
import { text } from "./text.ts"
import type { ChangedRow, Names } from "./words.ts"

/** A sentence holds no more of a text than this; all of it stands in the comparison. */
const longest = 80

const words: Record<string, (value: unknown) => string> = {
  engine: (value) => engineLabels[text(value) as Engine] ?? text(value),
  language: (value) => languages[text(value) as Language] ?? text(value),
  hands_over: (value) => (value === true ? "To a person" : "No"),
  archived_at: (value) => (value ? "Archived" : ""),
  published_version: (value) => (value ? `Version ${text(value)}` : ""),
}

const botColumnLabels: Record<string, string> = {
  ...settingFields,
  published_version: "Published",
  archived_at: "Place",
}

const labelsOf: Record<string, Record<string, string>> = {
  bots: botColumnLabels,
  bot_entries: entryFields,
}

/** One value of one column; a list has one line for each. `before` and `after` are empty where there was nothing. */
type ComparedTexts = [label: string, before: string[], after: string[]]

/** What the row says, column by column; null for a table that is not about what bots say. */
export function botColumns({ table, before, after }: ChangedRow): ComparedTexts[] | null {
  const labels = labelsOf[table]
  if (!labels) return table === "bot_versions" ? [] : null
  const images = after ?? before ?? {}
  return Object.entries(labels).flatMap(([column, label]): ComparedTexts[] => {
    if (!Object.hasOwn(images, column)) return []
    const [was, is] = [textsIn(before, column), textsIn(after, column)]
    return was.length + is.length === 0 ? [] : [[label, was, is]]
  })
}

function textsIn(image: ChangedRow["after"], column: string): string[] {
  if (!image) return []
  const value = image[column]
  const texts = Array.isArray(value) ? value.map(text) : [(words[column] ?? text)(value)]
  return texts.filter((each) => each !== "")
}

/** The sentences; null for a table that is not about what bots say. */
export function contentSentences(row: ChangedRow, names: Names): string[] | null {
  const [first = "", second = ""] = row.key.split("/")
  switch (row.table) {
    case "bots":
      return ofBot(row, names.bots?.get(first))
    case "bot_entries":
      return ofEntry(row, names.entries?.get(second))
    // What it is called stands in the bot's own row.
    case "bot_versions":
      return []
    case "bot_secrets":
      return ["Signing secret made or removed"]
    default:
      return null
  }
}

function ofBot(row: ChangedRow, name: string | undefined): string[] {
  const { before, after } = row
  const called = name ? `Bot ${name}` : "A bot that no longer exists"
  if (!before && !after) return [`${called} changed`]
  if (!before) return [`${called} made`]
  if (!after) return [`Bot ${text(before["name"]) || name} removed`]
  if ("archived_at" in after) return [`${called} ${after["archived_at"] ? "archived" : "restored"}`]
  if ("published_version" in after) return [`${called}: version ${text(after["published_version"])} is live`]
  return (botColumns(row) ?? []).map(([label, was, is]) => `${called}: ${moved(label, was, is)}`)
}

function ofEntry(row: ChangedRow, name: string | undefined): string[] {
  const { before, after } = row
  const title = text((after ?? before)?.["title"]) || name
  const called = title ? `Answer “${title}”` : "An answer that no longer exists"
  if (!before) return [`${called} ${after ? "added" : "changed"}`]
  if (!after) return [`${called} removed`]
  return (botColumns(row) ?? []).map(([label, was, is]) => `${called}: ${moved(label, was, is)}`)
}

function moved(label: string, was: string[], is: string[]): string {
  if (was.length > 1 || is.length > 1 || [...was, ...is].some((each) => each.length > longest))
    return `${label} changed`
  return is.length === 0 ? `${label} emptied` : `${label} ${was[0] ?? "–"} → ${is[0]}`
}
