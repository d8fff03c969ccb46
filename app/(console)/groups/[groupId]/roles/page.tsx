import type { Metadata } from "next"
import { requireActor } from "#lib/auth/session.ts"
import { roleBoxes } from "../../role-boxes.ts"
import { membersInFigures } from "../../words.ts"
import { findGroup, titleOf } from "../group.ts"
import { StepFrame } from "../step-frame.tsx"
import { GroupRolesForm } from "./group-roles-form.tsx"

type Props = { params: Promise<{ groupId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).groupId, "Roles")
}

export default async function GroupRolesPage({ params }: Props) {
  const actor = await requireActor("groups:manage")
  const group = await findGroup((await params).groupId)
  return (
    <StepFrame
      actor={actor}
      group={group}
      step="Roles"
      title={`Roles of ${group.name}`}
      lead={`Given to everybody in the group: ${membersInFigures(group.people).toLowerCase()} now.`}
    >
      <GroupRolesForm
        groupId={group.id}

        boxes={await roleBoxes(actor)}
        initial={{ seen: group.version, roles: group.roles.map(({ id }) => id) }}
      />
    </StepFrame>
  )
}
