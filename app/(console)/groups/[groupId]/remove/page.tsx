import type { Metadata } from "next"
import { redirect } from "next/navigation"
import type { SearchParams } from "#app/flash-texts.ts"
import { requireActor } from "#lib/auth/session.ts"
import { removeMembersInput } from "#lib/groups/input.ts"
import { type Member, previewRemoveMembers } from "#lib/groups/members.ts"
import { AccessMoves } from "../../../access-moves.tsx"
import { findGroup, titleOf } from "../group.ts"
import { orRefused, RefusedNotice } from "../refused.tsx"
import { StepFrame } from "../step-frame.tsx"
import { RemoveMembersForm } from "./remove-members-form.tsx"

type Props = { params: Promise<{ groupId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).groupId, "Remove")
}

export default async function RemoveMembersPage({ params, searchParams }: Props) {
  const actor = await requireActor("groups:manage")
  const group = await findGroup((await params).groupId)
  const page = `/groups/${group.id}`
  const members = [(await searchParams)["id"] ?? []].flat()
  const asked = removeMembersInput.safeParse({ groupId: group.id, members })
  if (!asked.success || members.length === 0) redirect(page)
  const looked = await orRefused(previewRemoveMembers(actor, asked.data))
  if ("refused" in looked) {
    return (
      <StepFrame actor={actor} group={group} step="Remove" title={`Remove from ${group.name}`}>
        <RefusedNotice why={looked.refused} back={page} name={group.name} />
      </StepFrame>
    )
  }
  const { people, moves } = looked.found
  const [first] = people
  const whom = people.length === 1 ? `${first!.firstName} ${first!.lastName}` : `${people.length} people`
  return (
    <StepFrame
      actor={actor}
      group={group}
      step="Remove"
      title={`Remove ${whom} from ${group.name}?`}
      lead="It counts from their next click on. They stay in the workspace."
    >
      <RemoveMembersForm groupId={group.id} members={people.map(({ id }) => id)} whom={whom}>
        {people.length > 1 && <Names people={people} />}
        <AccessMoves moves={moves} />
      </RemoveMembersForm>
    </StepFrame>
  )
}

const shown = 12

function Names({ people }: { people: Member[] }) {
  const names = people.slice(0, shown).map(({ firstName, lastName }) => `${firstName} ${lastName}`)
  const rest = people.length - names.length
  return (
    <p className="border-b border-base-300 p-4 text-label break-words text-muted">
      {names.join(", ")}
      {rest > 0 && ` and ${rest} more`}
    </p>
  )
}
