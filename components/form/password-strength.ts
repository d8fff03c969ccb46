/** A first impression of a password while it is typed; whether it is taken, the server decides with its word lists. */
type Rule = { rule: string; met: boolean }
type Verdict = { steps: 0 | 1 | 2 | 3 | 4; word: string; advice: string; rules: Rule[] }

const distinct = (items: Iterable<string>) => new Set(items).size

export function judgePassword(
  password: string,
  { least, words }: { least: number; words: string[] },
): Verdict {
  const text = password.normalize("NFC").toLowerCase()
  const length = [...text].length
  const long = length >= least
  const known = words
    .flatMap((word) => word.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length > 3)
  const free = length > 0 && !known.some((word) => text.includes(word))
  const varied = distinct(text) >= 8 && distinct(text.split(/\s+/)) > text.split(/\s+/).length / 2
  const rules = [
    { rule: `${least} characters or more`, met: long },
    { rule: "Without your name, your address or the workspace's name", met: free },
    { rule: "Not easy to guess: several different words", met: length > 0 && varied },
  ]
  if (length === 0) return { steps: 0, word: "", advice: "A few words in a row are easy to remember.", rules }
  if (!long) return { steps: 1, word: "Too short", advice: `${least - length} more to go.`, rules }
  if (!free || !varied)
    return { steps: 2, word: "Weak", advice: "Easy to guess: use words that nobody would expect.", rules }
  if (length < least + 8)
    return { steps: 3, word: "Strong", advice: "One more word would make it very strong.", rules }
  return { steps: 4, word: "Very strong", advice: "", rules }
}
