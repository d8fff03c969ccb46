/** A pasted list of addresses, one a line or between commas and semicolons, with or without names. Pure. */
import { safeParse } from "zod/mini"
import { refuse } from "#lib/errors.ts"
import { emailField, normaliseEmail } from "#lib/input.ts"
import { mostAddresses } from "./input.ts"

/** `address` null: what stands there is none. */
export type Typed = { text: string; address: string | null }

/**
 * What was typed, each address once, in its order. `Name <a@b>` and `mailto:a@b` are taken for the address in them. Refuses
 * `no-addresses`, and `too-many-addresses` as soon as there are: the rest is not read.
 */
export function readAddresses(list: string): Typed[] {
  const read = new Set<string>()
  const typed = new Map<string, Typed>()
  for (const text of piecesOf(list)) {
    if (read.has(text)) continue
    refuse(read.size === mostAddresses, "too-many-addresses", "addresses")
    read.add(text)
    const address = addressIn(text)
    if (!typed.has(address ?? text)) typed.set(address ?? text, { text, address })
  }
  refuse(typed.size === 0, "no-addresses", "addresses")
  return [...typed.values()]
}

// Between separators; those inside quotes belong to a name: "Becker, Tom" <tom@acme.example>.
const piece = /(?:"[^"]*"|[^",;]|"(?![^"]*"))+/g

function* piecesOf(list: string): Generator<string> {
  for (const line of list.split("\n")) {
    let before = ""
    for (const [match] of line.matchAll(piece)) {
      const text = match.trim()
      // The same name without quotes: Becker, Tom <tom@acme.example>.
      if (before && !before.includes("@") && /<[^<>]+>$/.test(text)) {
        yield `${before}, ${text}`
        before = ""
      } else if (text !== "") {
        yield* addressesSideBySide(before)
        before = text
      }
    }
    yield* addressesSideBySide(before)
  }
}

function addressesSideBySide(text: string): string[] {
  if (text === "") return []
  const words = text.split(/\s+/)
  return words.length > 1 && words.every((word) => /^[^<>@]+@[^<>@]+$/.test(word)) ? words : [text]
}

function addressIn(text: string): string | null {
  const bare = /<([^<>]+)>$/.exec(text)?.[1] ?? text
  const parsed = safeParse(emailField, bare.trim().replace(/^mailto:/i, ""))
  return parsed.success ? normaliseEmail(parsed.data) : null
}
