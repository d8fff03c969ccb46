/** What changes did to bots and to who has which part in them, in words. Pure. */
import { type BotRole, botRoles } from "#lib/access/bot-roles.ts"
import { contentSentences } from "./bot-content-words.ts"
import { text } from "./text.ts"
import type { ChangedRow, Names } from "./words.ts"

/** The sentences; null of a row of another kind. */
export function botSentences(action: string, row: ChangedRow, names: Names): string[] | null {
  const [first = "", second = ""] = row.key.split("/")
  if (!row.before && !row.after) return null
  if (row.table === "bot_members") return [ofMember(action, row, first, bot(names, second), names)]
  if (row.table === "bots" && row.before && row.after && "owner_id" in row.after)
    return [`${bot(names, first)}: owner ${who(names, row.before)} → ${who(names, row.after)}`]
  return contentSentences(row, names)
}

const bot = ({ bots }: Names, id: string) => {
  const name = bots?.get(id)
  return name ? `Bot ${name}` : "A bot that no longer exists"
}

const who = ({ people }: Names, image: Record<string, unknown>) =>
  people.get(text(image["owner_id"])) ?? "somebody who is gone"

function ofMember(
  action: string,
  { before, after }: ChangedRow,
  userId: string,
  of: string,
  { people }: Names,
): string {
  const part = (image: ChangedRow["after"]) => botRoles[text(image?.["role"]) as BotRole]?.label ?? "a part"
  // Of a change that is about bots, or about somebody whose bots others got, who it was is not said yet.
  const unsaid = action.startsWith("bot.") || action === "user.archived"
  const person = unsaid ? `${people.get(userId) ?? "somebody who is gone"} ` : ""
  if (!before) return `${of}: ${person}${person ? "became" : "became its"} ${part(after)}`
  if (!after) return `${of}: ${person}${person ? "is no longer" : "no longer its"} ${part(before)}`
  return `${of}: ${person}${part(before)} → ${part(after)}`
}
