import { Archive, Bot, SearchX } from "lucide-react"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"

type Props = { search: string; archived: boolean; mayCreate: boolean }

/** No bot, or none that matches: why, and what to do. */
export function NoBots({ search, archived, mayCreate }: Props) {
  const all = archived ? "/bots?view=archived" : "/bots"
  if (search !== "") {
    return (
      <EmptyState
        icon={SearchX}
        sentence={`No bot has “${search}” in its name or description.`}
        action={<ButtonLink href={all}>Show all bots</ButtonLink>}
      />
    )
  }
  if (archived) return <EmptyState icon={Archive} sentence="No bot is in the archive." />
  return (
    <EmptyState
      icon={Bot}
      sentence="There is no bot yet. A bot answers people from its own list, or hands their questions to your engine."
      action={mayCreate && <ButtonLink href="/bots/new">Make the first bot</ButtonLink>}
    />
  )
}
