import type { Metadata } from "next"
import type { Actor } from "#lib/access/actor.ts"
import type { AccessMove } from "#lib/access/moves.ts"
import { requireActor } from "#lib/auth/session.ts"
import { Refused, refusals } from "#lib/errors.ts"
import { previewDeleteGroup } from "#lib/groups/editing.ts"
import { rulesGiving } from "#lib/identity-providers/rules.ts"
import { AccessMoves } from "../../../access-moves.tsx"
import { RulesGone } from "../../../rules-gone.tsx"
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
  const looked = await orRefused(lookAhead(actor, group.id))
  const rules = await rulesGiving(actor, { groupId: group.id })
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
          <RulesGone rules={rules} />
          {looked.found ? (
            <AccessMoves moves={looked.found} />
          ) : (
            <p className="p-4 text-label text-muted">{refusals["too-many-to-preview"]}</p>
          )}
        </DeleteGroupForm>
      )}
    </StepFrame>
  )
}

/** Who loses what; null where too many would to say so. */
async function lookAhead(actor: Actor, groupId: string): Promise<AccessMove[] | null> {
  try {
    return await previewDeleteGroup(actor, groupId)
  } catch (error) {
    if (error instanceof Refused && error.code === "too-many-to-preview") return null
    throw error
  }
}
