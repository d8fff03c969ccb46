import { Boxes, SearchX } from "lucide-react"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"

/** No group, or none that matches: why, and what to do. */
export function NoGroups({ search, mayManage }: { search: string; mayManage: boolean }) {
  if (search !== "") {
    return (
      <EmptyState
        icon={SearchX}
        sentence={`No group has “${search}” in its name or description.`}
        action={<ButtonLink href="/groups">Show all groups</ButtonLink>}
      />
    )
  }
  return (
    <EmptyState
      icon={Boxes}
      sentence="There is no group yet. A group gives the same roles to many people at once."
      action={mayManage && <ButtonLink href="/groups/new">Add the first group</ButtonLink>}
    />
  )
}
