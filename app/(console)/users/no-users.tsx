import { Archive, SearchX, UserPlus } from "lucide-react"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import type { ListUsersQuery } from "#lib/users/input.ts"
import { isFiltered, usersHref } from "./address.ts"

const ofStatus = {
  "": null,
  active: "Nobody is active.",
  suspended: "Nobody is suspended.",
  invited: "Everybody who was added has joined.",
  locked: "Nobody is locked out.",
}

/** One filter alone has its own sentence. */
function whyNobody(query: ListUsersQuery): string {
  const { search, status, type, role, group, provider, view } = query
  const only = [search, status, type, role, group, provider].filter((value) => value !== "").length === 1
  if (view === "archived") return "Nobody in the archive matches this search and these filters."
  if (only && search) return `Nobody's name or address has “${search}” in it.`
  if (only && role) return "Nobody holds this role, directly or by a group."
  if (only && group) return "Nobody is in this group."
  if (only && provider) return "Nobody signs in by this identity provider."
  return (only && ofStatus[status]) || "Nobody matches this search and these filters."
}

/** An empty list says why it is empty and what to do. */
export function NoUsers({ query, mayAdd }: { query: ListUsersQuery; mayAdd: boolean }) {
  const archived = query.view === "archived"
  if (isFiltered(query)) {
    const cleared = usersHref(query, { search: "", status: "", type: "", role: "", group: "", provider: "" })
    return (
      <EmptyState
        icon={SearchX}
        sentence={whyNobody(query)}
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
