/** A changed picture or logo in words: what it was is shown nowhere in the log. */

type Image = Record<string, unknown> | null

/** "Picture replaced"; nothing if the change did not touch it. */
export function lookSentences(label: string, column: string, before: Image, after: Image): string[] {
  if (!before || !after || !Object.hasOwn(after, column)) return []
  if (!after[column]) return [`${label} removed`]
  return [`${label} ${before[column] ? "replaced" : "set"}`]
}

/** The same as before and after. */
export function lookValues(column: string, before: Image, after: Image): [string | null, string | null] {
  const had = Boolean(before?.[column])
  return [had ? "Set" : null, after?.[column] ? (had ? "Another one" : "Set") : null]
}
