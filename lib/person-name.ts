/** How names are compared: folded for order and for search, so that "garcia" finds García on every server alike. */

/** Lower case without diacritics (Unicode NFKD). */
export const foldText = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()

/** The key of the alphabetical order: first name, last name. */
export const sortNameOf = (firstName: string, lastName: string) => foldText(`${firstName} ${lastName}`).trim()

/** What the search box looks in. The leading space lets a short query match the beginnings of words only. */
export const searchTextOf = (firstName: string, lastName: string, email: string) =>
  ` ${foldText(`${firstName} ${lastName} ${email}`)}`

/** The LIKE pattern for a query: from three characters anywhere, below that at the beginning of a word. */
export function searchPattern(query: string): string {
  const folded = foldText(query)
    .trim()
    .replace(/[\\%_]/g, "\\$&")
    .replace(/\s+/g, " ")
  return [...folded].length < 3 ? `% ${folded}%` : `%${folded}%`
}

/** A first guess at the name behind an address: `tom.becker@…` is Tom Becker. */
export function nameFromEmail(email: string): { firstName: string; lastName: string } {
  const words = email
    .split("@")[0]!
    .split(/[^A-Za-z]+/)
    .filter(Boolean)
  const [firstName = "New", ...rest] = words.map((word) => word[0]!.toUpperCase() + word.slice(1))
  return { firstName: firstName.slice(0, 100), lastName: rest.join(" ").slice(0, 100) || "–" }
}
