import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { requireActor } from "#lib/auth/session.ts"
import { findCandidates } from "#lib/groups/candidates.ts"
import { addMembersInput } from "#lib/groups/input.ts"
import { findGroup, titleOf } from "../group.ts"
import { StepFrame } from "../step-frame.tsx"
import { FindPanel } from "./find-panel.tsx"
import { PastePanel } from "./paste-panel.tsx"

type Props = { params: Promise<{ groupId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).groupId, "Add members")
}

export default async function AddMembersPage({ params, searchParams }: Props) {
  const actor = await requireActor("groups:manage")
  const group = await findGroup((await params).groupId)
  const search = addMembersInput.shape.search.parse((await searchParams)["search"])
  const candidates = await findCandidates(actor, group.id, search)
  const gives = group.roles.map(({ name }) => name).join(", ")
  return (
    <StepFrame
      actor={actor}
      group={group}
      step="Add members"
      title={`Add members to ${group.name}`}
      lead={
        gives ? `Everybody in it gets: ${gives}.` : "The group has no roles yet: being in it gives nothing."
      }
      searchParams={searchParams}
    >
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        <FindPanel groupId={group.id} search={search} candidates={candidates} />
        <PastePanel groupId={group.id} />
      </div>
    </StepFrame>
  )
}
