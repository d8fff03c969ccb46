import { Archive, SearchX, UserPlus } from "lucide-react"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import type { ListUsersQuery } from "#lib/users/input.ts"
import { isFiltered, usersHref } from "./address.ts"

/** An empty list says why it is empty and what to do. */
export function NoUsers({ query, mayAdd }: { query: ListUsersQuery; mayAdd: boolean }) {
  const archived = query.view === "archived"
  if (isFiltered(query)) {
    const cleared = usersHref(query, { search: "", status: "", type: "", role: "", group: "" })
    return (
      <EmptyState
        icon={SearchX}
        sentence={`Nobody ${archived ? "in the archive " : ""}matches this search and these filters.`}
        action={<ButtonLink href={cleared}>Clear the filters</ButtonLink>}
      />
    )
  }
  if (archived) {
    return (
      <EmptyState
        icon={Archive}
        sentence="Nobody is archived. Whoever is deleted from daily use stays here, and can be restored."
        action={<ButtonLink href={usersHref(query, { view: "active" })}>Show active people</ButtonLink>}
      />
    )
  }
  return (
    <EmptyState
      icon={UserPlus}
      sentence="Nobody is here yet."
      action={mayAdd && <ButtonLink href="/users/new">Add somebody</ButtonLink>}
    />
  )
}
