/** What was said, in one line for a list. */
import type { Author } from "./conversation.ts"
import { asPlainText } from "./plain-text.ts"

const longest = 120

/** The beginning of the text; a bot's without what Markdown marks with. */
export function excerpt(text: string, author: Author | null): string {
  const line = author === "bot" ? asPlainText(text) : text.replace(/\s+/g, " ").trim()
  const letters = [...line]
  return letters.length > longest ? `${letters.slice(0, longest).join("").trimEnd()}…` : line
}
