/** JSON from outside, read as RFC 8259 leaves open: no name twice in one object, and not nested without end. */

/** How deep objects and lists may be in each other: nothing that is asked for here needs half of it. */
const deepest = 16

/** What the text says, or what is wrong with it. */
export function parseJson(text: string): { value: unknown } | { wrong: string } {
  let value: unknown
  try {
    // Before the names are looked at: a string without its end would be sought from each of its quotes anew.
    value = JSON.parse(text)
  } catch {
    return { wrong: "The body is not JSON." }
  }
  if (depthOf(text) > deepest) return { wrong: "The body is nested too deeply." }
  return saysTwice(text) ? { wrong: "A name came twice." } : { value }
}

const tokens = (text: string) => text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}:,]/gs)

/** Of a text that is JSON. */
function depthOf(text: string): number {
  let [depth, most] = [0, 0]
  for (const [token] of tokens(text)) {
    if (token === "{" || token === "[") most = Math.max(most, (depth += 1))
    if (token === "}" || token === "]") depth -= 1
  }
  return most
}

/** Of a text that is JSON: is a string before a colon there already in its object? Two parsers would read two different things. */
function saysTwice(text: string): boolean {
  const open: Set<string>[] = []
  let last = ""
  for (const [token] of tokens(text)) {
    if (token === "{" || token === "[") open.push(new Set())
    else if (token === "}" || token === "]") open.pop()
    else if (token === ":") {
      const [names, name] = [open.at(-1)!, JSON.parse(last) as string]
      if (names.has(name)) return true
      names.add(name)
    }
    last = token
  }
  return false
}
