import type { Metadata } from "next"
import { requireActor } from "#lib/auth/session.ts"
import { findGroup, titleOf } from "../group.ts"
import { StepFrame } from "../step-frame.tsx"
import { EditGroupForm } from "./edit-group-form.tsx"

type Props = { params: Promise<{ groupId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).groupId, "Edit")
}

export default async function EditGroupPage({ params }: Props) {
  const actor = await requireActor("groups:manage")
  const group = await findGroup((await params).groupId)
  const { id, version, name, description } = group
  return (
    <StepFrame actor={actor} group={group} step="Edit" title={`Edit ${name}`}>
      <EditGroupForm groupId={id} initial={{ seen: version, name, description }} />
    </StepFrame>
  )
}
