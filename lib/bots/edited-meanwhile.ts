/** Two people at one form of a bot: what the second one is told. */
import { type Edit, refuseIfEdited, rowsAbout, versionOf } from "#lib/access/edited-meanwhile.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { entryFields, settingFields } from "./field-labels.ts"

const aboutSettings = (botId: string) => rowsAbout(botId, ["bots"])
const aboutEntry = (botId: string, entryId: string) => rowsAbout(`${botId}/${entryId}`, ["bot_entries"])

/** How far the log of the bot's settings has come: what their form carries as `seen`. */
export const settingsVersion = (tx: Tx, botId: string) => versionOf(tx, aboutSettings(botId))

/** The same of one entry. */
export const entryVersion = (tx: Tx, botId: string, entryId: string) =>
  versionOf(tx, aboutEntry(botId, entryId))

/** Refuses `edited-meanwhile` if somebody changed the bot's settings after `seen`. Call it before writing. */
export const refuseIfSettingsEdited = (tx: Tx, botId: string, seen: string) =>
  refuseIfEdited(tx, aboutSettings(botId), seen, (edit) => fieldsTold(edit, settingFields))

/** The same of one entry. */
export const refuseIfEntryEdited = (tx: Tx, botId: string, entryId: string, seen: string) =>
  refuseIfEdited(tx, aboutEntry(botId, entryId), seen, (edit) => fieldsTold(edit, entryFields))

// Answers are long: which fields it was is enough to look at it anew.
function fieldsTold({ after, by }: Edit, labels: Record<string, string>): string[] {
  const fields = Object.keys(after ?? {}).flatMap((column) => labels[column] ?? [])
  return fields.length === 0 ? [] : [`${by} changed ${fields.join(", ")}`]
}
