import type { ListUsersQuery } from "#lib/users/input.ts"

const names = ["search", "status", "type", "role", "view", "after", "before"] as const

/** The address of the list with these filters; what is at rest is left out. A changed filter begins at the first page. */
export function usersHref(query: ListUsersQuery, changed: Partial<ListUsersQuery> = {}): string {
  const wanted: Partial<ListUsersQuery> = { ...query, after: undefined, before: undefined, ...changed }
  const params = new URLSearchParams()
  for (const name of names) {
    const value = wanted[name]
    if (value && !(name === "view" && value === "active")) params.set(name, value)
  }
  const text = params.toString()
  return text === "" ? "/users" : `/users?${text}`
}

/** Is anything narrowed, apart from the view? */
export const isFiltered = ({ search, status, type, role }: ListUsersQuery) =>
  search !== "" || status !== "" || type !== "" || role !== ""
