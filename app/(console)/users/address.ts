import type { ListUsersQuery } from "#lib/users/input.ts"

const names = [
  "search",
  "status",
  "type",
  "role",
  "group",
  "provider",
  "sort",
  "view",
  "after",
  "before",
] as const
const rest: Partial<Record<(typeof names)[number], string>> = { view: "active", sort: "name" }

/** The query as an address says it: what is at rest is left out. */
export function usersParams(query: Partial<ListUsersQuery>): URLSearchParams {
  const params = new URLSearchParams()
  for (const name of names) {
    const value = query[name]
    if (value && value !== rest[name]) params.set(name, value)
  }
  return params
}

/** The address of the list with these filters. A changed filter begins at the first page. */
export function usersHref(query: ListUsersQuery, changed: Partial<ListUsersQuery> = {}): string {
  const params = usersParams({ ...query, after: undefined, before: undefined, ...changed })
  return params.size === 0 ? "/users" : `/users?${params}`
}

/** Is anything narrowed, apart from the view? */
export const isFiltered = ({ search, status, type, role, group, provider }: ListUsersQuery) =>
  [search, status, type, role, group, provider].some((value) => value !== "")
