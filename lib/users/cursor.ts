/** A place in one of the orders of the list, as it stands in an address. */
import type { ListUsersQuery } from "./input.ts"

export type Sort = ListUsersQuery["sort"]

/** `key`: a folded name, or microseconds since 1970; "" for who never signed in. */
export type Cursor = { sort: Sort; key: string; id: string }

export const writeCursor = ({ sort, key, id }: Cursor) =>
  Buffer.from(JSON.stringify([sort, key, id])).toString("base64url")

/** The cursor, or null for anything that this server did not write for this order: the page then starts at the beginning. */
export function readCursor(text: string | undefined, sort: Sort): Cursor | null {
  if (!text) return null
  try {
    const [of, key, id, ...rest] = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[]
    const known =
      of === sort &&
      typeof key === "string" &&
      typeof id === "string" &&
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) &&
      rest.length === 0
    if (!known || key.includes("\0")) return null
    const never = sort === "last-sign-in" && key === ""
    return sort === "name" || never || /^\d{1,16}$/.test(key) ? { sort, key, id } : null
  } catch {
    return null
  }
}
