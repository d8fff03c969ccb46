/** Why a mail did not arrive, in words that may be kept and shown. */
import { stripText } from "#lib/server/redaction.ts"

const longest = 200 // characters

/** What a server said, in one short line: without `secrets`, control characters and what turns the writing direction. */
export function reasonWords(said: string, secrets: string[] = []): string {
  const without = secrets.reduce((text, secret) => text.replaceAll(secret, "…"), stripText(said))
  return without
    .replace(/[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, longest)
}
