import { MessageCircleQuestionMark, SearchX } from "lucide-react"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"

type Props = { search: string; page: string; mayBuild: boolean }

/** No answer, or none that matches: why, and what to do. */
export function NoEntries({ search, page, mayBuild }: Props) {
  if (search !== "") {
    return (
      <EmptyState
        icon={SearchX}
        sentence={`No answer has “${search}” in its title, its phrases or its text.`}
        action={<ButtonLink href={page}>Show all answers</ButtonLink>}
      />
    )
  }
  return (
    <EmptyState
      icon={MessageCircleQuestionMark}
      sentence="There is no answer yet. An answer stands with some ways in which people ask for it."
      action={mayBuild && <ButtonLink href={`${page}/entries/new`}>Add the first answer</ButtonLink>}
    />
  )
}
