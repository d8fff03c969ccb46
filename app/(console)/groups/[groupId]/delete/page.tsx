import type { Metadata } from "next"
import { requireActor } from "#lib/auth/session.ts"
import { previewDeleteGroup } from "#lib/groups/editing.ts"
import { AccessMoves } from "../../../access-moves.tsx"
import { membersInFigures } from "../../words.ts"
import { findGroup, titleOf } from "../group.ts"
import { orRefused, RefusedNotice } from "../refused.tsx"
import { StepFrame } from "../step-frame.tsx"
import { DeleteGroupForm } from "./delete-group-form.tsx"

type Props = { params: Promise<{ groupId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).groupId, "Delete")
}

export default async function DeleteGroupPage({ params }: Props) {
  const actor = await requireActor("groups:manage")
  const group = await findGroup((await params).groupId)
  const looked = await orRefused(previewDeleteGroup(actor, group.id))
  return (
    <StepFrame
      actor={actor}
      group={group}
      step="Delete"
      title={`Delete ${group.name}?`}
      lead={`${membersInFigures(group.people)} now. The people stay; the group and what it gives them go.`}
    >
      {"refused" in looked ? (
        <RefusedNotice why={looked.refused} back={`/groups/${group.id}`} name={group.name} />
      ) : (
        <DeleteGroupForm groupId={group.id} name={group.name}>
          <AccessMoves moves={looked.found} actorId={actor.user.id} />
        </DeleteGroupForm>
      )}
    </StepFrame>
  )
}
