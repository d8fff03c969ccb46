/** Which of a wall's test files comes first: the sooner one goes red, the sooner the next wall's turn is. */
const wordsOf = (text: string) =>
  new Set(
    text
      .toLowerCase()
      .split(/[^a-z]+/)
      .flatMap((word) => [word, word.replace(/(ies|s)$/, "")]),
  )

/** The files with those first whose path says most of the wall's words. */
export function likeliestFirst(name: string, files: string[]): string[] {
  const words = wordsOf(name)
  const score = (file: string) =>
    [...wordsOf(file)].filter((word) => word.length > 2 && words.has(word)).length
  return files.toSorted((a, b) => score(b) - score(a))
}
