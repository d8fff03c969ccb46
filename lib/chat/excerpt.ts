/** What was said, in one line for a list. */
import type { Author } from "./conversation.ts"

const longest = 120

/** The beginning of the text; a bot's without what Markdown marks with. */
export function excerpt(text: string, author: Author | null): string {
  const plain =
    author === "bot" ? text.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*_`#>|]+/g, "") : text
  const line = plain.replace(/\s+/g, " ").trim()
  const letters = [...line]
  return letters.length > longest ? `${letters.slice(0, longest).join("").trimEnd()}…` : line
}
