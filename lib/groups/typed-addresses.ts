/** A pasted list of addresses, one a line or between commas and semicolons, with or without names. Pure. */
import { safeParse } from "zod/mini"
import { emailField, normaliseEmail } from "#lib/input.ts"

/** `address` null: what stands there is none. */
export type Typed = { text: string; address: string | null }

/** What was typed, each address once, in its order. `Name <a@b>` and `mailto:a@b` are taken for the address in them. */
export function readAddresses(list: string): Typed[] {
  const seen = new Set<string>()
  return list
    .split("\n")
    .flatMap(piecesOf)
    .map((text) => ({ text, address: addressIn(text) }))
    .filter(({ text, address }) => {
      const key = address ?? text
      return !seen.has(key) && seen.add(key)
    })
}

// Between separators; those inside quotes belong to a name: "Becker, Tom" <tom@acme.example>.
const piece = /(?:"[^"]*"|[^",;]|"(?![^"]*"))+/g

function piecesOf(line: string): string[] {
  const pieces: string[] = []
  for (const text of (line.match(piece) ?? []).map((each) => each.trim())) {
    const before = pieces.at(-1)
    // The same name without quotes: Becker, Tom <tom@acme.example>.
    if (before && !before.includes("@") && /<[^<>]+>$/.test(text)) pieces.splice(-1, 1, `${before}, ${text}`)
    else if (text !== "") pieces.push(...addressesSideBySide(text))
  }
  return pieces
}

function addressesSideBySide(text: string): string[] {
  const words = text.split(/\s+/)
  return words.length > 1 && words.every((word) => /^[^<>@]+@[^<>@]+$/.test(word)) ? words : [text]
}

function addressIn(text: string): string | null {
  const bare = /<([^<>]+)>$/.exec(text)?.[1] ?? text
  const parsed = safeParse(emailField, bare.trim().replace(/^mailto:/i, ""))
  return parsed.success ? normaliseEmail(parsed.data) : null
}
