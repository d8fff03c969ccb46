/** Spans of time in words, as a setting gives them. */
const some = (noun: string) => (count: number) =>
  `${count.toLocaleString("en-GB")} ${noun}${count === 1 ? "" : "s"}`

/** "7 days". */
export const days = some("day")
/** "15 minutes". */
export const minutes = some("minute")
