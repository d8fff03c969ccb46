/** Which of a wall's test files comes first: the sooner one goes red, the sooner the next wall's turn is. */
import { readFileSync } from "node:fs"

const wordsOf = (text: string) =>
  new Set(
    text
      .toLowerCase()
      .split(/[^a-z]+/)
      .flatMap((word) => [word, word.replace(/(ies|s)$/, "")]),
  )

/** Those first that name a table or column of the wall's; among them and after them those whose path says most of its words. */
export function likeliestFirst(name: string, files: string[]): string[] {
  const words = wordsOf(name)
  const inTables = name.match(/[a-z]+(?:_[a-z]+)+/g) ?? []
  const scores = new Map(
    files.map((file) => {
      const text = readFileSync(file, "utf8")
      const named = inTables.filter((one) => text.includes(one)).length
      return [
        file,
        named * 100 + [...wordsOf(file)].filter((word) => word.length > 2 && words.has(word)).length,
      ]
    }),
  )
  return files.toSorted((a, b) => scores.get(b)! - scores.get(a)!)
}
