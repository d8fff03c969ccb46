import type { ReactNode } from "react"
import { Frame } from "#app/frame.tsx"
import type { SearchParams } from "#app/flash-texts.ts"
import { PageHeader } from "#components/ui/page-header.tsx"
import type { Actor } from "#lib/access/actor.ts"
import type { GroupDetail } from "#lib/groups/group.ts"

type Props = {
  actor: Actor
  group: GroupDetail
  /** What is done here, as the last crumb says it. */
  step: string
  title: string
  lead?: string
  searchParams?: SearchParams
  children: ReactNode
}

/** A page on which something is done to one group. */
export function StepFrame({ actor, group, step, title, lead, searchParams, children }: Props) {
  return (
    <Frame
      actor={actor}
      current="/groups"
      crumbs={[
        { label: "Groups", href: "/groups" },
        { label: group.name, href: `/groups/${group.id}` },
        { label: step },
      ]}
      searchParams={searchParams}
    >
      <PageHeader title={title} lead={lead} />
      {children}
    </Frame>
  )
}
