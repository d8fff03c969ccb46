/** A place in the alphabetical order, as it stands in an address. */

export type Cursor = { sortName: string; id: string }

export const writeCursor = ({ sortName, id }: Cursor) =>
  Buffer.from(JSON.stringify([sortName, id])).toString("base64url")

/** The cursor, or null for anything that this server did not write: the page then starts at the beginning. */
export function readCursor(text: string | undefined): Cursor | null {
  if (!text) return null
  try {
    const [sortName, id, ...rest] = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[]
    const known =
      typeof sortName === "string" &&
      typeof id === "string" &&
      /^[0-9a-f-]{36}$/.test(id) &&
      rest.length === 0
    return known && !sortName.includes("\0") ? { sortName, id } : null
  } catch {
    return null
  }
}
